namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// Writes the commonest newer syntax in ECMAScript 5.1: template literals, arrow functions,
/// <c>?.</c> and <c>??</c>. Asked only for scripts that do not parse as they are.
/// </summary>
internal static class ScriptDownlevel
{
    private const int MaxRewrites = 1_000;
    private static readonly string[] Openers = ["(", "[", "{"];
    private static readonly string[] Closers = [")", "]", "}"];
    private static readonly HashSet<string> Boundaries =
    [
        "(", "[", "{", ")", "]", "}", ",", ";", "=", "+=", "-=", "?", ":", "=>", "return", "??", "&&", "||", "\n",
    ];

    /// <summary>The rewritten text, or null when the script cannot be cut into tokens.</summary>
    public static string? Rewrite(string text)
    {
        try
        {
            var tokens = ScriptTokens.Read(text);
            for (var i = 0; i < MaxRewrites && RewriteOne(tokens); i++)
            {
            }

            return string.Join(' ', tokens);
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static bool RewriteOne(List<string> tokens)
    {
        // From the end: what is inside a rewritten part has been rewritten before it moves.
        var at = tokens.FindLastIndex(token => token is "=>" or "?." or "??");
        if (at < 0)
            return false;
        if (tokens[at] == "=>")
            RewriteArrow(tokens, at);
        else if (tokens[at] == "??")
            RewriteCoalesce(tokens, at);
        else
            RewriteChain(tokens, at);
        return true;
    }

    private static void RewriteArrow(List<string> tokens, int at)
    {
        var start = tokens[at - 1] == ")" ? OpenerOf(tokens, at - 1) : at - 1;
        var parameters = start == at - 1 ? ["(", tokens[start], ")"] : tokens[start..at];
        while (tokens[at + 1] == "\n")
            tokens.RemoveAt(at + 1);
        var isBlock = tokens[at + 1] == "{";
        var end = isBlock ? CloserOf(tokens, at + 1) + 1 : EndOf(tokens, at + 1, isArrow: true);
        var body = tokens[(at + 1)..end];
        Replace(tokens, start, end, isBlock
            ? ["(", "function", .. parameters, .. body, ")"]
            : ["(", "function", .. parameters, "{", "return", "(", .. body, ")", ";", "}", ")"]);
    }

    private static void RewriteCoalesce(List<string> tokens, int at)
    {
        var start = at;
        while (start > 0 && !Boundaries.Contains(tokens[start - 1]))
            start--;
        start = StartOfOperand(tokens, at, start);
        var end = EndOf(tokens, at + 1, isArrow: false);
        Replace(tokens, start, end, [
            "(", "function", "(", "$v", ")", "{", "return", "$v", "!=", "null", "?", "$v", ":", "(",
            .. tokens[(at + 1)..end], ")", ";", "}", ")", "(", .. tokens[start..at], ")"]);
    }

    // The last ?. of a chain is rewritten first; an earlier one then wraps it, so that it ends the whole chain.
    private static void RewriteChain(List<string> tokens, int at)
    {
        var start = StartOfChain(tokens, at);
        var end = EndOfChain(tokens, at + 1);
        var rest = tokens[(at + 1)..end];
        string[] access = rest[0] is "(" or "[" ? [.. rest] : [".", .. rest];
        Replace(tokens, start, end, [
            "(", "function", "(", "$o", ")", "{", "return", "$o", "==", "null", "?", "undefined", ":",
            "$o", .. access, ";", "}", ")", "(", .. tokens[start..at], ")"]);
    }

    private static int StartOfOperand(List<string> tokens, int at, int start)
    {
        // The operand may itself contain brackets: walk back over whole groups.
        var i = at - 1;
        while (i >= 0)
        {
            if (Closers.Contains(tokens[i]))
                i = OpenerOf(tokens, i);
            else if (Boundaries.Contains(tokens[i]))
                break;
            i--;
        }

        return Math.Min(start, i + 1);
    }

    private static int StartOfChain(List<string> tokens, int at)
    {
        var i = at - 1;
        while (true)
        {
            while (tokens[i] is ")" or "]")
            {
                i = OpenerOf(tokens, i);
                if (i == 0 || !(ScriptTokens.IsName(tokens[i - 1]) || tokens[i - 1] is ")" or "]" or "?."))
                    return i;
                i--;
            }

            if (i > 1 && tokens[i - 1] is "." or "?.")
                i -= 2;
            else if (tokens[i] == "?.")
                i--;
            else
                return i;
        }
    }

    private static int EndOfChain(List<string> tokens, int from)
    {
        var i = from;
        if (tokens[i] is "(" or "[")
            i = CloserOf(tokens, i);
        i++;
        while (i < tokens.Count)
            if (tokens[i] is "(" or "[")
                i = CloserOf(tokens, i) + 1;
            else if (tokens[i] == ".")
                i += 2;
            else
                break;
        return i;
    }

    private static int EndOf(List<string> tokens, int from, bool isArrow)
    {
        var i = from;
        while (i < tokens.Count)
            if (Openers.Contains(tokens[i]))
                i = CloserOf(tokens, i) + 1;
            else if (Closers.Contains(tokens[i]) || tokens[i] is "," or ";"
                || (!isArrow && tokens[i] is "?" or ":" or "??")
                || (tokens[i] == "\n" && i > from))
                break;
            else
                i++;
        return i;
    }

    private static int CloserOf(List<string> tokens, int opener)
    {
        var depth = 0;
        for (var i = opener; i < tokens.Count; i++)
        {
            depth += Openers.Contains(tokens[i]) ? 1 : Closers.Contains(tokens[i]) ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new FormatException("A bracket is not closed.");
    }

    private static int OpenerOf(List<string> tokens, int closer)
    {
        var depth = 0;
        for (var i = closer; i >= 0; i--)
        {
            depth += Closers.Contains(tokens[i]) ? 1 : Openers.Contains(tokens[i]) ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new FormatException("A bracket is not opened.");
    }

    private static void Replace(List<string> tokens, int start, int end, List<string> with)
    {
        tokens.RemoveRange(start, end - start);
        tokens.InsertRange(start, with);
    }
}
