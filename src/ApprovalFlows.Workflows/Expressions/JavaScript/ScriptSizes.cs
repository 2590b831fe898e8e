using System.Globalization;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// How long values become as text; stops counting beyond a limit. What is nested deeper than the functions
/// that call themselves for it can go is too long.
/// </summary>
internal sealed class ScriptSizes
{
    public const int MaxDepth = 400;
    private const int ScalarLength = 24;

    private readonly HashSet<object> path = new(ReferenceEqualityComparer.Instance);
    private readonly long limit;

    private ScriptSizes(long limit) => this.limit = limit;

    public static long Of(JsValue value, long limit) => new ScriptSizes(limit).Of(value);

    public static long OfItems(ObjectInstance array, long limit) => new ScriptSizes(limit).OfItems(array);

    private long Of(JsValue value)
    {
        if (value.IsString())
            return value.AsString().Length + 2;
        // What contains itself is an error of its own, not an endless size.
        if (!value.IsObject() || value.AsObject() is ICallable || !path.Add(value.AsObject()))
            return ScalarLength;
        if (path.Count > MaxDepth)
            return limit + 1;
        var size = value.AsObject() is ArrayInstance array ? OfItems(array) : OfMembers(value.AsObject());
        path.Remove(value.AsObject());
        return size;
    }

    private long OfMembers(ObjectInstance shape)
    {
        long size = 2;
        foreach (var (name, property) in shape.GetOwnProperties())
        {
            size += name.Length + 4 + (property.Value is { } member ? Of(member) : ScalarLength);
            if (size > limit)
                return size;
        }

        return size;
    }

    private long OfItems(ObjectInstance array)
    {
        long size = 2;
        var length = array.Get("length").IsNumber() ? array.Get("length").AsNumber() : 0;
        for (var i = 0; i < length && size <= limit; i++)
            size += 1 + Of(array.Get(i.ToString(CultureInfo.InvariantCulture)));
        return size;
    }
}
