using System.Globalization;
using System.Text;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>The date filter with its strftime letters.</summary>
internal static class LiquidDates
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['Y'] = "yyyy",
        ['y'] = "yy",
        ['m'] = "MM",
        ['d'] = "dd",
        ['e'] = "%d",
        ['H'] = "HH",
        ['I'] = "hh",
        ['M'] = "mm",
        ['S'] = "ss",
        ['L'] = "fff",
        ['p'] = "tt",
        ['B'] = "MMMM",
        ['b'] = "MMM",
        ['A'] = "dddd",
        ['a'] = "ddd",
        ['z'] = "zzz",
        ['F'] = "yyyy-MM-dd",
        ['T'] = "HH:mm:ss",
    };

    public static object? Format(object? value, string format)
    {
        if (ToDate(value) is not { } date || format.Length == 0)
            return value;
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
            if (format[i] == '%' && i + 1 < format.Length)
                text.Append(Letters.TryGetValue(format[++i], out var net)
                    ? date.ToString(net, CultureInfo.InvariantCulture)
                    : format[i].ToString());
            else
                text.Append(format[i]);
        return text.ToString();
    }

    private static DateTimeOffset? ToDate(object? value) => value switch
    {
        DateTimeOffset date => date,
        DateTime date => new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc)),
        string text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) => date,
        _ => null,
    };
}
