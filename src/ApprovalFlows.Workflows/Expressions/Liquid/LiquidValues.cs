using System.Collections;
using System.Globalization;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>How templates see values.</summary>
internal static class LiquidValues
{
    public static bool IsTruthy(object? value) => value is not (null or false);

    public static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        decimal or double or float => ToNumber(value).ToString("0.############", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("u", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("u", CultureInfo.InvariantCulture),
        IDictionary<string, object?> or IDictionary => "",
        IEnumerable items => string.Concat(items.Cast<object?>().Select(ToText)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static decimal ToNumber(object? value) => value switch
    {
        null => 0,
        bool => 0,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0,
        double wide => (decimal)wide,
        IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture),
        _ => 0,
    };

    public static bool IsNumber(object? value) =>
        value is byte or short or int or long or float or double or decimal;

    public static IReadOnlyList<object?> ToList(object? value) => value switch
    {
        null => [],
        string text => [text],
        IDictionary<string, object?> members =>
            [.. members.Select(pair => (object?)new object?[] { pair.Key, pair.Value })],
        IEnumerable items => [.. items.Cast<object?>()],
        _ => [value],
    };

    public static int SizeOf(object? value) => value switch
    {
        string text => text.Length,
        ICollection list => list.Count,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => 0,
    };

    public static bool AreEqual(object? left, object? right) =>
        IsNumber(left) && IsNumber(right) ? ToNumber(left) == ToNumber(right)
        : left is string || right is string ? left is not null && right is not null && ToText(left) == ToText(right)
        : Equals(left, right);

    public static bool Contains(object? container, object? item) => container switch
    {
        null => false,
        string text => item is not null && text.Contains(ToText(item), StringComparison.Ordinal),
        _ => ToList(container).Any(element => AreEqual(element, item)),
    };
}
