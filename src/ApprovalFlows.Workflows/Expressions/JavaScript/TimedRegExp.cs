using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>The RegExp constructor; what it makes gives up after a while.</summary>
internal sealed class TimedRegExp : FunctionInstance, IConstructor
{
    private readonly Func<JsValue[], ObjectInstance> make;

    public TimedRegExp(Engine engine, Func<JsValue[], ObjectInstance> make)
        : base(engine, null, null, false)
    {
        this.make = make;
        Extensible = true;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("prototype", engine.RegExp.PrototypeObject, false, false, false);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => new(make(arguments));

    public ObjectInstance Construct(JsValue[] arguments) => make(arguments);
}
