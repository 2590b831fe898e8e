using Jint;
using Jint.Native;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Set.</summary>
internal static class SetMethods
{
    private static readonly Dictionary<string, Method> Table = new(StringComparer.Ordinal)
    {
        ["add"] = Add,
        ["keys"] = call => call.Iterator([.. MapMethods.Own(call, true).Keys]),
        ["values"] = call => call.Iterator([.. MapMethods.Own(call, true).Keys]),
        ["entries"] = call => call.Iterator(
            [.. MapMethods.Own(call, true).Keys.Select(key => call.Array([key, key]))]),
    };

    public static void Install(Engine engine, ScriptGuards guards)
    {
        var prototype = MapMethods.Prototype(engine, guards, true, Table);
        var constructor = new CollectionConstructor(engine, guards, prototype, isSet: true);
        engine.SetValue("Set", new JsValue(constructor));
        engine.SetValue("WeakSet", new JsValue(constructor));
    }

    private static JsValue Add(MethodCall call)
    {
        call.Guards.CheckMemory();
        MapMethods.Own(call, true).Set(call[0], call[0]);
        return call.Self;
    }
}
