using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>What an input will be in every run; not known when it is computed.</summary>
internal readonly record struct Constant<T>(bool IsKnown, T? Value);

/// <summary>Reads inputs that no run can change.</summary>
internal static class Constant
{
    public static Constant<string> Text(Input? input) =>
        TryRead(input, out var value)
            ? new(true, Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null)
            : default;

    public static Constant<IReadOnlyList<string>> List(Input? input)
    {
        if (!TryRead(input, out var value)) return default;
        if (value is IEnumerable<string> items) return new(true, [.. items]);
        return Parse(value) is { ValueKind: JsonValueKind.Array } list
            ? new(true, [.. list.EnumerateArray().Select(item => item.ToString())])
            : new(value is null or "", []);
    }

    public static Constant<IReadOnlyDictionary<string, string>> Map(Input? input)
    {
        if (!TryRead(input, out var value)) return default;
        var pairs = Parse(value) is { ValueKind: JsonValueKind.Object } shape
            ? shape.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.ToString())
            : [];
        return new(true, pairs);
    }

    /// <summary>Known and null when there is none, or when it is no whole number.</summary>
    public static Constant<int?> Number(Input? input)
    {
        var text = Text(input);
        return new(text.IsKnown, decimal.TryParse(text.Value, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && Math.Abs(number) < int.MaxValue ? (int)number : null);
    }

    private static bool TryRead(Input? input, out object? value)
    {
        value = input?.Expression?.Value;
        return input?.Expression is null || input.Expression.Type is Expression.Literal or "Object";
    }

    private static JsonElement? Parse(object? value)
    {
        try
        {
            return value is string { Length: > 0 } text ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
