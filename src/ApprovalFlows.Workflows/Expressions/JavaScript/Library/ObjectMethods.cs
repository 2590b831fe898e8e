using System.Globalization;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Functions of Object newer than ECMAScript 5.1.</summary>
internal static class ObjectMethods
{
    public static readonly Dictionary<string, Method> Static = new(StringComparer.Ordinal)
    {
        ["keys"] = call => call.Array([.. Members(call).Select(pair => new JsValue(pair.Name))]),
        ["values"] = call => call.Array([.. Members(call).Select(pair => pair.Value)]),
        ["entries"] = call => call.Array(
            [.. Members(call).Select(pair => call.Array([new JsValue(pair.Name), pair.Value]))]),
        ["assign"] = Assign,
        ["fromEntries"] = FromEntries,
        ["is"] = call => Same(call[0], call[1]),
        ["hasOwn"] = call => Source(call).HasOwnProperty(call.Text(1)),
        ["setPrototypeOf"] = SetPrototypeOf,
        ["getOwnPropertyDescriptors"] = Descriptors,
    };

    /// <summary>What a spread copies: a text has its letters, nothing has nothing.</summary>
    public static void Copy(MethodCall call, JsValue source, ObjectInstance target)
    {
        if (source.IsNull() || source.IsUndefined())
            return;
        foreach (var (name, value) in MembersOf(call, TypeConverter.ToObject(call.Engine, source)))
            target.Put(name, value, true);
    }

    public static IEnumerable<(string Name, JsValue Value)> MembersOf(MethodCall call, ObjectInstance source)
    {
        List<string> names = [.. source.GetOwnProperties()
            .Where(pair => pair.Value.Enumerable == true).Select(pair => pair.Key)];
        if (source is Jint.Native.String.StringInstance text)
            names = [.. Enumerable.Range(0, text.PrimitiveValue.AsString().Length).Select(MethodCall.IndexText)];
        ScriptGuards.CheckCount(names.Count);
        call.Guards.CheckMemory();
        foreach (var name in InOrder(names))
        {
            yield return (name, source.Get(name));
        }
    }

    // Whole numbers come first, in order.
    private static IEnumerable<string> InOrder(List<string> names) => names.Exists(IsIndex)
        ? names.Where(IsIndex).OrderBy(name => uint.Parse(name, CultureInfo.InvariantCulture))
            .Concat(names.Where(name => !IsIndex(name)))
        : names;

    private static bool IsIndex(string name) =>
        name.Length is > 0 and < 10 && char.IsAsciiDigit(name[0])
        && (name == "0" || name[0] != '0') && name.All(char.IsAsciiDigit);

    private static ObjectInstance Source(MethodCall call) =>
        call[0].IsNull() || call[0].IsUndefined()
            ? throw call.TypeError("Cannot convert undefined or null to object")
            : TypeConverter.ToObject(call.Engine, call[0]);

    private static IEnumerable<(string Name, JsValue Value)> Members(MethodCall call) =>
        MembersOf(call, Source(call));

    private static JsValue Assign(MethodCall call)
    {
        var target = Source(call);
        foreach (var source in call.Arguments.Skip(1))
            Copy(call, source, target);
        return target;
    }

    private static JsValue FromEntries(MethodCall call)
    {
        var made = call.Engine.Object.Construct([]);
        foreach (var item in call.Iterate(call[0]))
        {
            if (!item.IsObject())
                throw call.TypeError("Iterator value is not an entry object");
            made.Put(TypeConverter.ToString(item.AsObject().Get("0")), item.AsObject().Get("1"), false);
        }

        return made;
    }

    private static JsValue SetPrototypeOf(MethodCall call)
    {
        if (call[0].IsObject() && (call[1].IsObject() || call[1].IsNull()))
        {
            var parent = call[1].IsObject() ? call[1].AsObject() : null;
            for (var one = parent; one is not null; one = one.Prototype)
                if (ReferenceEquals(one, call[0].AsObject()))
                    throw call.TypeError("Cyclic __proto__ value");
            ScriptGuards.CheckChain(parent);
            call[0].AsObject().Prototype = parent;
        }

        return call[0];
    }

    private static JsValue Descriptors(MethodCall call)
    {
        var made = call.Engine.Object.Construct([]);
        var source = Source(call);
        foreach (var (name, property) in source.GetOwnProperties())
            made.Put(name, PropertyDescriptor.FromPropertyDescriptor(call.Engine, property), false);
        return made;
    }

    private static bool Same(JsValue a, JsValue b) =>
        ScriptMap.Same(a, b)
        && (!a.IsNumber() || a.AsNumber() != 0
            || double.IsNegative(a.AsNumber()) == double.IsNegative(b.AsNumber()));
}
