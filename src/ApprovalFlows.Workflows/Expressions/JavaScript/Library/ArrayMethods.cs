using ApprovalFlows.Workflows.Execution;
using Jint.Native;
using Jint.Native.Array;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Array functions newer than ECMAScript 5.1.</summary>
internal static class ArrayMethods
{
    private const int MaxDepth = 64;

    public static readonly Dictionary<string, Method> Search = new(StringComparer.Ordinal)
    {
        ["find"] = call => Find(call, fromEnd: false).Item,
        ["findIndex"] = call => Find(call, fromEnd: false).Index,
        ["findLast"] = call => Find(call, fromEnd: true).Item,
        ["findLastIndex"] = call => Find(call, fromEnd: true).Index,
        ["includes"] = Includes,
        ["at"] = At,
        ["keys"] = call => call.Iterator([.. call.SelfItems().Select((_, i) => new JsValue(i))]),
        ["values"] = call => call.Iterator(call.SelfItems()),
        ["entries"] = call => call.Iterator(
            [.. call.SelfItems().Select((item, i) => call.Array([new JsValue(i), item]))]),
    };

    public static readonly Dictionary<string, Method> Build = new(StringComparer.Ordinal)
    {
        ["flat"] = call => call.Array(Flatten(call, call.SelfItems(), call.Integer(0, 1))),
        ["flatMap"] = call => call.Array(Flatten(call, Map(call, call.SelfItems(), 0), 1)),
        ["fill"] = Fill,
        ["sort"] = Sort,
        ["toSorted"] = call => call.Array(Sorted(call, call.SelfItems())),
        ["toReversed"] = call => call.Array([.. call.SelfItems().Reverse()]),
        ["with"] = With,
    };

    public static readonly Dictionary<string, Method> Static = new(StringComparer.Ordinal)
    {
        ["of"] = call => call.Array(call.Arguments),
        ["from"] = From,
    };

    private static (JsValue Item, JsValue Index) Find(MethodCall call, bool fromEnd)
    {
        var test = call.Function(0);
        var array = call.SelfObject();
        var length = MethodCall.LengthOf(array);
        for (var n = 0; n < length; n++)
        {
            var i = fromEnd ? length - 1 - n : n;
            var item = array.Get(MethodCall.IndexText(i));
            if (TypeConverter.ToBoolean(test.Call(call[1], [item, new JsValue(i), call.Self])))
                return (item, new JsValue(i));
        }

        return (JsValue.Undefined, new JsValue(-1));
    }

    private static JsValue Includes(MethodCall call)
    {
        var items = call.SelfItems();
        var start = call.Integer(1);
        start = start < 0 ? Math.Max(items.Length + start, 0) : start;
        for (var i = start; i < items.Length; i++)
            if (ScriptMap.Same(items[(int)i], call[0]))
                return JsValue.True;
        return JsValue.False;
    }

    private static JsValue At(MethodCall call)
    {
        var array = call.SelfObject();
        var length = MethodCall.LengthOf(array);
        var index = call.Integer(0);
        index = index < 0 ? length + index : index;
        return index >= 0 && index < length ? array.Get(MethodCall.IndexText((int)index)) : JsValue.Undefined;
    }

    private static JsValue Fill(MethodCall call)
    {
        var array = call.SelfObject();
        var length = MethodCall.LengthOf(array);
        var start = Within(call.Integer(1), length);
        var end = Within(call.Integer(2, length), length);
        for (var i = start; i < end; i++)
            array.Put(MethodCall.IndexText(i), call[0], true);
        return call.Self;
    }

    private static JsValue With(MethodCall call)
    {
        var items = call.SelfItems();
        var index = call.Integer(0);
        index = index < 0 ? items.Length + index : index;
        if (index < 0 || index >= items.Length)
            throw call.RangeError("Invalid index");
        items[(int)index] = call[1];
        return call.Array(items);
    }

    // The engine's own is not stable.
    private static JsValue Sort(MethodCall call)
    {
        var array = call.SelfObject();
        var sorted = Sorted(call, call.SelfItems());
        for (var i = 0; i < sorted.Length; i++)
            array.Put(MethodCall.IndexText(i), sorted[i], true);
        return call.Self;
    }

    private static JsValue[] Sorted(MethodCall call, JsValue[] items)
    {
        var compare = call.Has(0) ? call.Function(0) : null;
        var order = compare is null
            ? Comparer<JsValue>.Create((a, b) => string.CompareOrdinal(a.AsString(), b.AsString()))
            : Comparer<JsValue>.Create((a, b) =>
                TypeConverter.ToNumber(compare.Call(JsValue.Undefined, [a, b])) is var sign && sign > 0
                    ? 1
                    : sign < 0 ? -1 : 0);
        var known = items.Where(item => !item.IsUndefined());
        var ordered = compare is null
            ? known.OrderBy(item => new JsValue(TypeConverter.ToString(item)), order)
            : known.Order(order);
        return [.. ordered, .. items.Where(item => item.IsUndefined())];
    }

    private static JsValue From(MethodCall call)
    {
        var source = call[0];
        JsValue[] items = source.IsObject() && source.AsObject() is not (ArrayInstance or ScriptMap)
            && !source.AsObject().HasProperty("length")
            ? []
            : source.IsNumber() || source.IsBoolean() ? [] : call.Iterate(source);
        return call.Array(call.Has(1) ? Map(call, items, 1) : items);
    }

    private static JsValue[] Map(MethodCall call, JsValue[] items, int at)
    {
        var map = call.Function(at);
        var mapped = new JsValue[items.Length];
        for (var i = 0; i < items.Length; i++)
            mapped[i] = map.Call(call[at + 1], [items[i], new JsValue(i), call.Self]);
        return mapped;
    }

    private static List<JsValue> Flatten(MethodCall call, JsValue[] items, double depth)
    {
        var flat = new List<JsValue>();
        Flatten(call, items, depth, flat, 0);
        return flat;
    }

    private static void Flatten(MethodCall call, JsValue[] items, double depth, List<JsValue> flat, int level)
    {
        if (level > MaxDepth)
            throw new ScriptLimitException($"An array is nested more than {MaxDepth} deep.");
        foreach (var item in items)
        {
            if (depth >= 1 && item.IsObject() && item.AsObject() is ArrayInstance inner)
                Flatten(call, call.ItemsOf(inner), depth - 1, flat, level + 1);
            else
                flat.Add(item);
            ScriptGuards.CheckCount(flat.Count);
        }
    }

    private static int Within(double index, int length) =>
        (int)(index < 0 ? Math.Max(length + index, 0) : Math.Min(index, length));
}
