using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Map, and what Map and Set share.</summary>
internal static class MapMethods
{
    private static readonly Dictionary<string, Method> Table = new(StringComparer.Ordinal)
    {
        ["get"] = call => Own(call, false).Find(call[0]),
        ["set"] = Set,
        ["keys"] = call => call.Iterator([.. Own(call, false).Keys]),
        ["values"] = call => call.Iterator([.. Own(call, false).Entries.Select(entry => entry.Value)]),
        ["entries"] = call => call.Iterator(
            [.. Own(call, false).Entries.Select(entry => call.Array([entry.Key, entry.Value]))]),
    };

    public static void Install(Engine engine, ScriptGuards guards)
    {
        var prototype = Prototype(engine, guards, false, Table);
        var constructor = new CollectionConstructor(engine, guards, prototype, isSet: false);
        engine.SetValue("Map", new JsValue(constructor));
        engine.SetValue("WeakMap", new JsValue(constructor));
    }

    public static ObjectInstance Prototype(
        Engine engine, ScriptGuards guards, bool isSet, Dictionary<string, Method> own)
    {
        var prototype = engine.Object.Construct([]);
        foreach (var (name, method) in own.Concat(Shared(isSet)))
            ScriptExtensions.Add(engine, guards, prototype, name, method);
        var size = new Jint.Runtime.Interop.ClrFunctionInstance(engine, (self, arguments) =>
            Own(new MethodCall(engine, guards, self, arguments), isSet).Count);
        prototype.DefineOwnProperty(
            "size",
            new Jint.Runtime.Descriptors.PropertyDescriptor(new JsValue(size), JsValue.Undefined, false, true),
            false);
        return prototype;
    }

    public static ScriptMap Own(MethodCall call, bool isSet) =>
        call.Self.IsObject() && call.Self.AsObject() is ScriptMap map && map.IsSet == isSet
            ? map
            : throw call.TypeError($"Receiver is not a {(isSet ? "Set" : "Map")}");

    private static Dictionary<string, Method> Shared(bool isSet) => new(StringComparer.Ordinal)
    {
        ["has"] = call => Own(call, isSet).Has(call[0]),
        ["delete"] = call => Own(call, isSet).Remove(call[0]),
        ["clear"] = call =>
        {
            Own(call, isSet).Clear();
            return JsValue.Undefined;
        },
        ["forEach"] = call =>
        {
            var visit = call.Function(0);
            foreach (var (key, value) in Own(call, isSet).Entries)
            {
                call.Guards.CheckMemory();
                visit.Call(call[1], [value, key, call.Self]);
            }

            return JsValue.Undefined;
        },
    };

    private static JsValue Set(MethodCall call)
    {
        call.Guards.CheckMemory();
        Own(call, false).Set(call[0], call[1]);
        return call.Self;
    }
}
