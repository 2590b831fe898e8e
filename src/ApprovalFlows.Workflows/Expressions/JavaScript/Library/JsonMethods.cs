using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>What the engine's JSON lacks: a reviver, and a list of the names to write.</summary>
internal static class JsonMethods
{
    public static void Install(Engine engine, ScriptGuards guards)
    {
        var parse = (ICallable)engine.Json.Get("parse").AsObject();
        var stringify = (ICallable)engine.Json.Get("stringify").AsObject();
        ScriptExtensions.Add(engine, guards, engine.Json, "parse", call =>
        {
            var value = parse.Call(call.Self, call.Arguments);
            if (!call[1].IsObject() || call[1].AsObject() is not ICallable revive)
                return value;
            var holder = engine.Object.Construct([]);
            holder.Put("", value, false);
            return Revive(call, revive, holder, "");
        });
        ScriptExtensions.Add(engine, guards, engine.Json, "stringify", call =>
        {
            if (call[1].IsObject() && call[1].AsObject() is ArrayInstance list)
                call.Arguments[1] = new JsValue(Filter(engine, call.ItemsOf(list)));
            return stringify.Call(call.Self, call.Arguments);
        });
    }

    private static JsValue Revive(MethodCall call, ICallable revive, ObjectInstance holder, string name)
    {
        call.Guards.CheckMemory();
        var value = holder.Get(name);
        if (value.IsObject())
            foreach (var key in ObjectMethods.MembersOf(call, value.AsObject()).Select(pair => pair.Name).ToList())
                if (Revive(call, revive, value.AsObject(), key) is var member && member.IsUndefined())
                    value.AsObject().Delete(key, false);
                else
                    value.AsObject().Put(key, member, false);
        return revive.Call(holder, [new JsValue(name), value]);
    }

    private static ClrFunctionInstance Filter(Engine engine, JsValue[] list)
    {
        var names = list.Select(TypeConverter.ToString).ToHashSet(StringComparer.Ordinal);
        return new ClrFunctionInstance(engine, (holder, arguments) =>
            TypeConverter.ToString(arguments[0]) is var name
            && (name.Length == 0 || holder.IsArray() || names.Contains(name))
                ? arguments[1]
                : JsValue.Undefined);
    }
}
