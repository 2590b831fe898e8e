using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Numbers, texts, templates and regular expressions.</summary>
internal sealed partial class Scanner
{
    /// <summary>The regular expression that begins at a slash.</summary>
    public Token ScanRegExp(Token slash)
    {
        var match = RegExpText().Match(text, slash.Start);
        if (!match.Success)
            throw Error(slash, "Invalid regular expression: missing /");
        var flags = match.Groups[1].Value;
        if (flags.AsSpan().IndexOfAnyExcept("gim") is >= 0 and var at)
            throw "suydv".Contains(flags[at], StringComparison.Ordinal)
                ? new UnsupportedScriptException($"the regular expression flag '{flags[at]}'", slash.Line)
                : Error(slash, $"Invalid regular expression flags '{flags}'");
        return Made(TokenKind.RegExp, slash.Start, slash.Start + match.Length, slash.AfterLineBreak);
    }

    /// <summary>The part of a template after a hole; the token is the brace that closes the hole.</summary>
    public Token ScanTemplateRest(Token brace) => ScanTemplate(brace.Start, brace.AfterLineBreak);

    private Token ScanTemplate(int start, bool crossedLine)
    {
        for (var at = start + 1; at < text.Length; at++)
            if (text[at] == '\\')
                at++;
            else if (text[at] == '`')
                return TemplatePart(start, at, at + 1, crossedLine);
            else if (text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
                return TemplatePart(start, at, at + 2, crossedLine);
        throw Illegal(start);
    }

    private Token TemplatePart(int start, int end, int next, bool crossedLine)
    {
        var raw = text[(start + 1)..end].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return new Token(TokenKind.Template, raw, start, next, LineOf(start), crossedLine)
        {
            Value = Cook(raw, start),
            IsTail = text[end] == '`',
        };
    }

    private Token ScanText(int start, bool crossedLine)
    {
        var match = (text[start] == '"' ? DoubleQuoted() : SingleQuoted()).Match(text, start);
        return match.Success
            ? Made(TokenKind.Text, start, start + match.Length, crossedLine) with
            {
                Value = Cook(match.Value[1..^1], start),
            }
            : throw Illegal(start);
    }

    private Token ScanNumber(int start, bool crossedLine)
    {
        var match = Number().Match(text, start);
        var end = start + match.Length;
        if (end < text.Length && text[end] == 'n')
            throw new UnsupportedScriptException("BigInt", LineOf(start));
        if (!match.Success || (end < text.Length && (IsNameStart(text[end]) || char.IsAsciiDigit(text[end]))))
            throw Illegal(start);
        return Made(TokenKind.Number, start, end, crossedLine) with
        {
            Value = ValueOf(match.Value.Replace("_", "", StringComparison.Ordinal))
                .ToString("R", CultureInfo.InvariantCulture),
        };
    }

    private static double ValueOf(string digits)
    {
        var radix = digits.Length < 2 || digits[0] != '0' ? 10 : char.ToLowerInvariant(digits[1]) switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => 10,
        };
        if (radix == 10)
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return digits.Skip(2).Aggregate(0.0, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));
    }

    private string Cook(string raw, int start)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
            return raw;
        var cooked = new StringBuilder();
        for (var at = 0; at < raw.Length; at++)
            if (raw[at] != '\\')
                cooked.Append(raw[at]);
            else
                at = CookEscape(raw, at + 1, cooked, start);
        return cooked.ToString();
    }

    private int CookEscape(string raw, int at, StringBuilder cooked, int start)
    {
        switch (raw[at])
        {
            case 'u' or 'x' when Escape().Match(raw, at) is { Success: true } match:
                var code = Convert.ToInt32(match.Groups.Values.Skip(1).First(group => group.Success).Value, 16);
                cooked.Append(code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                return at + match.Length - 1;
            case 'u' or 'x':
                throw Illegal(start);
            case '\r' when at + 1 < raw.Length && raw[at + 1] == '\n':
                return at + 1;
            default:
                if (!IsLineBreak(raw[at]))
                    cooked.Append(Words.EscapeOf(raw[at]));
                return at;
        }
    }

    [GeneratedRegex(@"\G(?:u\{0*([0-9a-fA-F]{1,5}|10[0-9a-fA-F]{4})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")]
    private static partial Regex Escape();

    [GeneratedRegex(
        @"\G(?:0[xX][\da-fA-F]+(?:_[\da-fA-F]+)*|0[oO][0-7]+(?:_[0-7]+)*|0[bB][01]+(?:_[01]+)*"
        + @"|(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][-+]?\d+(?:_\d+)*)?)",
        RegexOptions.ECMAScript)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G'(?:\\\r\n|\\[\s\S]|[^'\\\n\r])*'", RegexOptions.CultureInvariant)]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"\G""(?:\\\r\n|\\[\s\S]|[^""\\\n\r])*""", RegexOptions.CultureInvariant)]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex(@"\G/(?:\\.|\[(?:\\.|[^\]\\\n\r])*\]|[^/\\\[\n\r])+/([\w$]*)", RegexOptions.CultureInvariant)]
    private static partial Regex RegExpText();
}
