using System.Globalization;
using System.Net;
using System.Text;
using ApprovalFlows.Workflows.Expressions.Helpers;
using static ApprovalFlows.Workflows.Expressions.Liquid.LiquidValues;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>The filters of templates.</summary>
internal static class LiquidFilters
{
    private delegate object? Filter(object? value, object?[] arguments);

    private static readonly Dictionary<string, Filter> Known = new(StringComparer.Ordinal)
    {
        ["upcase"] = (v, _) => ToText(v).ToUpperInvariant(),
        ["downcase"] = (v, _) => ToText(v).ToLowerInvariant(),
        ["capitalize"] = (v, _) => Capitalize(ToText(v)),
        ["append"] = (v, a) => ToText(v) + Text(a, 0),
        ["prepend"] = (v, a) => Text(a, 0) + ToText(v),
        ["strip"] = (v, _) => ToText(v).Trim(),
        ["lstrip"] = (v, _) => ToText(v).TrimStart(),
        ["rstrip"] = (v, _) => ToText(v).TrimEnd(),
        ["replace"] = (v, a) => Replace(ToText(v), Text(a, 0), Text(a, 1)),
        ["remove"] = (v, a) => Replace(ToText(v), Text(a, 0), ""),
        ["replace_first"] = (v, a) => ReplaceFirst(ToText(v), Text(a, 0), Text(a, 1)),
        ["remove_first"] = (v, a) => ReplaceFirst(ToText(v), Text(a, 0), ""),
        ["truncate"] = (v, a) => Truncate(ToText(v), (int)Number(a, 0, 50), a.Length > 1 ? Text(a, 1) : "..."),
        ["split"] = (v, a) => Split(ToText(v), Text(a, 0)),
        ["join"] = (v, a) => string.Join(a.Length > 0 ? Text(a, 0) : " ", ToList(v).Select(ToText)),
        ["size"] = (v, _) => SizeOf(v),
        ["first"] = (v, _) => ToList(v) is [var first, ..] ? first : null,
        ["last"] = (v, _) => ToList(v) is [.., var last] ? last : null,
        ["reverse"] = (v, _) => ToList(v).Reverse().ToList(),
        ["sort"] = (v, _) => ToList(v).Order(ByValue).ToList(),
        ["uniq"] = (v, _) => ToList(v).DistinctBy(ToText).ToList(),
        ["compact"] = (v, _) => ToList(v).Where(item => item is not null).ToList(),
        ["concat"] = (v, a) => ToList(v).Concat(ToList(a.ElementAtOrDefault(0))).ToList(),
        ["map"] = (v, a) => ToList(v).Select(item => Member(item, Text(a, 0))).ToList(),
        ["where"] = (v, a) => ToList(v).Where(item => a.Length > 1
            ? AreEqual(Member(item, Text(a, 0)), a[1])
            : IsTruthy(Member(item, Text(a, 0)))).ToList(),
        ["slice"] = (v, a) => Slice(ToText(v), (int)Number(a, 0, 0), (int)Number(a, 1, 1)),
        ["plus"] = (v, a) => ToNumber(v) + Number(a, 0, 0),
        ["minus"] = (v, a) => ToNumber(v) - Number(a, 0, 0),
        ["times"] = (v, a) => ToNumber(v) * Number(a, 0, 0),
        ["divided_by"] = (v, a) => Divide(ToNumber(v), Number(a, 0, 1)),
        ["modulo"] = (v, a) => ToNumber(v) % Number(a, 0, 1),
        ["abs"] = (v, _) => Math.Abs(ToNumber(v)),
        ["ceil"] = (v, _) => Math.Ceiling(ToNumber(v)),
        ["floor"] = (v, _) => Math.Floor(ToNumber(v)),
        ["round"] = (v, a) => Math.Round(
            ToNumber(v), (int)Number(a, 0, 0), MidpointRounding.AwayFromZero),
        ["at_least"] = (v, a) => Math.Max(ToNumber(v), Number(a, 0, 0)),
        ["at_most"] = (v, a) => Math.Min(ToNumber(v), Number(a, 0, 0)),
        ["default"] = (v, a) => v is null or false or "" ? a.ElementAtOrDefault(0) : v,
        ["escape"] = (v, _) => WebUtility.HtmlEncode(ToText(v)),
        ["url_encode"] = (v, _) => WebUtility.UrlEncode(ToText(v)),
        ["url_decode"] = (v, _) => WebUtility.UrlDecode(ToText(v)),
        ["strip_newlines"] = (v, _) => ToText(v).ReplaceLineEndings(""),
        ["newline_to_br"] = (v, _) => ToText(v).ReplaceLineEndings("<br />\n"),
        ["json"] = (v, _) => PlainJson.Write(v),
        ["raw"] = (v, _) => v,
        ["base64"] = (v, _) => v is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(AsJson(v))),
        ["keys"] = (v, _) => v is IDictionary<string, object?> members
            ? members.Keys.Cast<object?>().ToList()
            : throw new ArgumentException("The filter 'keys' takes an object."),
        ["date"] = (v, a) => LiquidDates.Format(v, Text(a, 0)),
    };

    private static readonly Comparer<object?> ByValue = Comparer<object?>.Create((left, right) =>
        IsNumber(left) && IsNumber(right)
            ? ToNumber(left).CompareTo(ToNumber(right))
            : string.CompareOrdinal(ToText(left), ToText(right)));

    // A filter that does not exist passes the value on.
    public static object? Apply(string name, object? value, object?[] arguments) =>
        Known.TryGetValue(name, out var filter) ? filter(value, arguments) : value;

    private static string Text(object?[] arguments, int index) =>
        index < arguments.Length ? ToText(arguments[index]) : "";

    private static decimal Number(object?[] arguments, int index, decimal otherwise) =>
        index < arguments.Length ? ToNumber(arguments[index]) : otherwise;

    private static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Replace(string text, string old, string with) =>
        old.Length == 0 ? text : text.Replace(old, with, StringComparison.Ordinal);

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = old.Length == 0 ? -1 : text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + with + text[(at + old.Length)..];
    }

    private static string Truncate(string text, int length, string ellipsis) =>
        text.Length <= length ? text : text[..Math.Max(0, length - ellipsis.Length)] + ellipsis;

    private static List<object?> Split(string text, string separator) =>
        separator.Length == 0
            ? text.Select(letter => (object?)letter.ToString(CultureInfo.InvariantCulture)).ToList()
            : text.Split(separator).Cast<object?>().ToList();

    private static string Slice(string text, int start, int length)
    {
        var from = Math.Clamp(start < 0 ? text.Length + start : start, 0, text.Length);
        return text.Substring(from, Math.Clamp(length, 0, text.Length - from));
    }

    // A divisor written as a whole number divides without remainder.
    private static decimal Divide(decimal left, decimal right) =>
        right.Scale == 0 ? Math.Floor(left / right) : left / right;

    private static string AsJson(object value) => value switch
    {
        bool flag => flag ? bool.TrueString : bool.FalseString,
        string or byte or short or int or long or float or double or decimal => ToText(value),
        _ => PlainJson.Write(value),
    };

    private static object? Member(object? item, string name) =>
        item is IDictionary<string, object?> members && members.TryGetValue(name, out var member) ? member : null;
}
