using System.Text.RegularExpressions;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>An SPDX expression: licences joined by AND, OR, WITH and brackets.</summary>
internal sealed partial class LicenceExpression
{
    private readonly string[] words;
    private readonly IReadOnlyCollection<string> allowed;
    private int next;

    private LicenceExpression(string text, IReadOnlyCollection<string> allowed)
    {
        words = [.. Word().Matches(text).Select(match => match.Value)];
        this.allowed = allowed;
    }

    /// <summary>Of alternatives one has to be allowed, of those that hold together each.</summary>
    public static bool IsAllowed(string text, IReadOnlyCollection<string> allowed)
    {
        var expression = new LicenceExpression(text, allowed);
        return expression.Alternatives() && expression.next == expression.words.Length;
    }

    private bool Alternatives()
    {
        var holds = Together();
        while (Take("OR")) holds |= Together();
        return holds;
    }

    private bool Together()
    {
        var holds = One();
        while (Take("AND")) holds &= One();
        return holds;
    }

    private bool One()
    {
        if (Take("(")) return Alternatives() & Take(")");
        if (next == words.Length) return false;
        var name = words[next++];
        if (Take("WITH") && next < words.Length) name += $" WITH {words[next++]}";
        return allowed.Contains(name);
    }

    private bool Take(string word)
    {
        if (next == words.Length || words[next] != word) return false;
        next++;
        return true;
    }

    [GeneratedRegex(@"[()]|[^\s()]+")]
    private static partial Regex Word();
}
