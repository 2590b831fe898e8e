using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary><c>new Map(pairs)</c> and <c>new Set(items)</c>.</summary>
internal sealed class CollectionConstructor : FunctionInstance, IConstructor
{
    private readonly Engine engine;
    private readonly ScriptGuards guards;
    private readonly ObjectInstance prototype;
    private readonly bool isSet;

    public CollectionConstructor(Engine engine, ScriptGuards guards, ObjectInstance prototype, bool isSet)
        : base(engine, null, null, false)
    {
        this.engine = engine;
        this.guards = guards;
        this.prototype = prototype;
        this.isSet = isSet;
        Extensible = true;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("prototype", prototype, false, false, false);
        FastAddProperty("name", isSet ? "Set" : "Map", false, false, true);
        prototype.FastAddProperty("constructor", this, true, false, true);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) =>
        throw NewCall(arguments).TypeError($"Constructor {(isSet ? "Set" : "Map")} requires 'new'");

    public ObjectInstance Construct(JsValue[] arguments)
    {
        var map = new ScriptMap(engine, isSet) { Prototype = prototype, Extensible = true };
        var call = NewCall(arguments);
        if (call[0].IsNull() || !call.Has(0))
            return map;
        foreach (var item in call.Iterate(call[0]))
            if (isSet)
                map.Set(item, item);
            else if (item.IsObject())
                map.Set(item.AsObject().Get("0"), item.AsObject().Get("1"));
            else
                throw call.TypeError("Iterator value is not an entry object");
        return map;
    }

    private MethodCall NewCall(JsValue[] arguments) => new(engine, guards, JsValue.Undefined, arguments);
}
