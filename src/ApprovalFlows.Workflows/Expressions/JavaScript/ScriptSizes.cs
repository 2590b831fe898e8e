using System.Globalization;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>How long values become as text; stops counting beyond a limit.</summary>
internal static class ScriptSizes
{
    private const int MaxDepth = 64;
    private const int ScalarLength = 24;

    public static long Of(JsValue value, long limit, int depth = 0)
    {
        if (value.IsString())
            return value.AsString().Length + 2;
        if (!value.IsObject() || depth > MaxDepth)
            return ScalarLength;
        if (value.AsObject() is ArrayInstance array)
            return OfItems(array, limit, depth);
        long size = 2;
        foreach (var (name, property) in value.AsObject().GetOwnProperties())
        {
            size += name.Length + 4 + (property.Value is { } member ? Of(member, limit, depth + 1) : ScalarLength);
            if (size > limit)
                return size;
        }

        return size;
    }

    public static long OfItems(ObjectInstance array, long limit, int depth = 0)
    {
        long size = 2;
        var length = array.Get("length").IsNumber() ? array.Get("length").AsNumber() : 0;
        for (var i = 0; i < length && size <= limit; i++)
            size += 1 + Of(array.Get(i.ToString(CultureInfo.InvariantCulture)), limit, depth + 1);
        return size;
    }
}
