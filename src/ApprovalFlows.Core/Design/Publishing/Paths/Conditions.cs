using System.Text.RegularExpressions;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>Tells whether one of several conditions always holds, as far as their texts prove it.</summary>
internal static partial class Conditions
{
    public static bool AreExhaustive(IEnumerable<Expression?> conditions)
    {
        var texts = conditions.OfType<Expression>()
            .Select(condition => (condition.Type, Text: Plain(condition.Value?.ToString() ?? "")))
            .ToList();
        return texts.Any(one => one.Text is "true" or "True")
            || texts.Any(one => texts.Any(other => one.Type == other.Type && IsOpposite(one.Text, other.Text)));
    }

    private static bool IsOpposite(string one, string other) =>
        other == "!" + one
        || other == $"!({one})"
        || (Comparison().Match(one) is { Success: true } found
            && one[..found.Index] + Opposite(found.Value) + one[(found.Index + found.Length)..] == other);

    private static string Opposite(string sign) => (sign[0] == '=' ? '!' : '=') + sign[1..];

    // Only a condition that is one single comparison is turned around by turning its sign.
    [GeneratedRegex(@"(?<=^[^=!<>&|?]*)[=!]==?(?=[^=!<>&|?]*\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();

    private static string Plain(string text)
    {
        var plain = Space().Replace(text.Replace('"', '\''), "").TrimEnd(';');
        return plain.StartsWith("return", StringComparison.Ordinal) ? plain["return".Length..] : plain;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
