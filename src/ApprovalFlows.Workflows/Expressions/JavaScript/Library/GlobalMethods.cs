using ApprovalFlows.Workflows.Execution;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Functions that belong to no object.</summary>
internal static class GlobalMethods
{
    private const int MaxDepth = 64;

    public static readonly Dictionary<string, Method> Table = new(StringComparer.Ordinal)
    {
        ["structuredClone"] = call => Clone(call, call[0], [], 0),
    };

    private static JsValue Clone(MethodCall call, JsValue value, Dictionary<object, ObjectInstance> done, int depth)
    {
        if (!value.IsObject())
            return value;
        if (depth > MaxDepth)
            throw new ScriptLimitException($"A value is nested more than {MaxDepth} deep.");
        var source = value.AsObject();
        if (done.TryGetValue(source, out var known))
            return known;
        if (source is ICallable)
            throw call.TypeError("A function could not be cloned.");
        if (value.IsDate() || value.IsRegExp())
            return CloneScalar(call, value);
        JsValue Inner(JsValue one) => Clone(call, one, done, depth + 1);
        if (source is ScriptMap map)
        {
            var copy = map.Empty();
            done[source] = copy;
            foreach (var (key, item) in map.Entries.ToList())
                copy.Set(Inner(key), Inner(item));
            return copy;
        }

        var made = source is ArrayInstance ? call.Engine.Array.Construct([]) : call.Engine.Object.Construct([]);
        done[source] = made;
        foreach (var (name, item) in ObjectMethods.MembersOf(call, source))
            made.Put(name, Inner(item), false);
        if (source is ArrayInstance)
            made.Put("length", source.Get("length"), false);
        return made;
    }

    private static JsValue CloneScalar(MethodCall call, JsValue value) => value.IsDate()
        ? call.Engine.Date.Construct(TypeConverter.ToNumber(value))
        : value.AsObject() is RegExpInstance ? value : JsValue.Undefined;
}
