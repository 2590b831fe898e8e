using System.Collections;
using System.Globalization;
using System.Text;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Functions that depend on nothing but their arguments.</summary>
internal static class ScriptLibrary
{
    public static readonly Dictionary<string, Func<object?[], object?>> Functions =
        new(StringComparer.Ordinal)
        {
            ["isNullOrWhiteSpace"] = v => string.IsNullOrWhiteSpace(TextOf(v, 0)),
            ["isNullOrEmpty"] = v => string.IsNullOrEmpty(TextOf(v, 0)),
            ["toJson"] = v => PlainJson.Write(v.ElementAtOrDefault(0)),
            ["parseGuid"] = v => Guid.Parse(TextOf(v, 0) ?? "").ToString(),
            ["newGuid"] = _ => NewGuid(),
            ["newGuidString"] = _ => NewGuid(),
            ["newShortGuid"] = _ => NewShortGuid(),
            ["getGuidString"] = _ => NewGuid(),
            ["getShortGuid"] = _ => NewShortGuid(),
            ["bytesToString"] = v => Encoding.UTF8.GetString(BytesOf(v)),
            ["bytesFromString"] = v => Encoding.UTF8.GetBytes(TextOf(v, 0) ?? ""),
            ["bytesToBase64"] = v => Convert.ToBase64String(BytesOf(v)),
            ["bytesFromBase64"] = v => Convert.FromBase64String(TextOf(v, 0) ?? ""),
            ["stringToBase64"] = v => Convert.ToBase64String(Encoding.UTF8.GetBytes(TextOf(v, 0) ?? "")),
            ["stringFromBase64"] = v =>
                Encoding.UTF8.GetString(Convert.FromBase64String(TextOf(v, 0) ?? "")),
            ["streamToBytes"] = v => BytesOf(v),
            ["streamToBase64"] = v => Convert.ToBase64String(BytesOf(v)),
        };

    public static string? TextOf(object?[] arguments, int index) =>
        index < arguments.Length
            ? Convert.ToString(arguments[index], CultureInfo.InvariantCulture)
            : null;

    private static byte[] BytesOf(object?[] arguments) => arguments.ElementAtOrDefault(0) switch
    {
        null => [],
        byte[] bytes => bytes,
        IEnumerable items and not string => [.. items.Cast<object>()
            .Select(item => Convert.ToByte(item, CultureInfo.InvariantCulture))],
        _ => throw new ArgumentException("Bytes were expected."),
    };

    private static string NewGuid() => Guid.CreateVersion7().ToString();

    private static string NewShortGuid() =>
        Convert.ToBase64String(Guid.CreateVersion7().ToByteArray())
            .Replace('+', '-').Replace('/', '_')[..22];
}
