using System.Text.RegularExpressions;
using Jint.Parser;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>
/// Cuts a script into tokens. What a slash or a closing brace means, only the parser knows: it asks for a
/// regular expression or the rest of a template itself.
/// </summary>
internal sealed partial class Scanner(string text)
{
    /// <summary>Begins the names the emitter makes up; no script may write it.</summary>
    public const char Mark = 'ǂ';

    private readonly int[] lineStarts =
        [0, .. text.Index().Where(pair => IsLineBreak(pair.Item) && !IsCarriageReturnOfPair(text, pair.Index))
            .Select(pair => pair.Index + 1)];

    public Token ScanAt(int at)
    {
        var start = SkipBlank(at, out var crossedLine);
        if (start >= text.Length)
            return new Token(TokenKind.End, "", start, start, LineOf(start), crossedLine);
        var letter = text[start];
        if (IsNameStart(letter))
            return Made(TokenKind.Name, start, EndOfName(start), crossedLine);
        if (letter == '#' && start + 1 < text.Length && IsNameStart(text[start + 1]))
            return Made(TokenKind.PrivateName, start, EndOfName(start + 1), crossedLine);
        if (char.IsAsciiDigit(letter)
            || (letter == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
            return ScanNumber(start, crossedLine);
        if (letter is '\'' or '"')
            return ScanText(start, crossedLine);
        if (letter == '`')
            return ScanTemplate(start, crossedLine);
        var sign = Sign().Match(text, start);
        return sign.Success
            ? Made(TokenKind.Sign, start, start + sign.Length, crossedLine)
            : throw Illegal(start);
    }

    public static ParserException Error(Token at, string message) => ErrorAt(at.Line, message, at.Start);

    public static ParserException Unexpected(Token token) => Error(token, token.Kind switch
    {
        TokenKind.End => "Unexpected end of input",
        TokenKind.Name when !Words.IsReserved(token.Text) => "Unexpected identifier",
        TokenKind.Number => "Unexpected number",
        TokenKind.Text => "Unexpected string",
        _ => $"Unexpected token {token.Text}",
    });

    private ParserException Illegal(int at) => ErrorAt(LineOf(at), "Unexpected token ILLEGAL", at);

    // The shape of the messages of the parser that reads plain scripts.
    public static ParserException ErrorAt(int line, string message, int index = 0) =>
        new($"Line {line}: {message}") { LineNumber = line, Description = message, Index = index };

    private Token Made(TokenKind kind, int start, int end, bool afterLineBreak) =>
        new(kind, text[start..end], start, end, LineOf(start), afterLineBreak);

    private int LineOf(int at)
    {
        var index = Array.BinarySearch(lineStarts, at);
        return index >= 0 ? index + 1 : ~index;
    }

    private int SkipBlank(int at, out bool crossedLine)
    {
        var blank = Blank().Match(text, at);
        crossedLine = blank.ValueSpan.IndexOfAny("\n\r\u2028\u2029") >= 0;
        var end = at + blank.Length;
        return text.AsSpan(end).StartsWith("/*") ? throw Illegal(end) : end;
    }

    private int EndOfName(int start)
    {
        var end = start + 1;
        while (end < text.Length && (IsNameStart(text[end]) || char.IsLetterOrDigit(text[end])
            || char.GetUnicodeCategory(text[end]) is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.ConnectorPunctuation))
            end++;
        return end;
    }

    private static bool IsNameStart(char letter) =>
        (char.IsLetter(letter) && letter != Mark) || letter is '_' or '$';

    private static bool IsLineBreak(char letter) => letter is '\n' or '\r' or '\u2028' or '\u2029';

    private static bool IsCarriageReturnOfPair(string text, int at) =>
        text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';

    [GeneratedRegex(@"\G(?:[\s\uFEFF]+|//[^\n\r\u2028\u2029]*|/\*.*?\*/)*",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(
        @"\G(?:\.\.\.|>>>=|\*\*=|\?\?=|\|\|=|&&=|===|!==|>>>|<<=|>>=|=>|\*\*|\?\?|\?\.(?!\d)|==|!=|<=|>=|&&"
        + @"|\|\||\+\+|--|[-+*/%&|^]=|<<|>>|[-+*/%&|^!~?:=<>()\[\]{},;.])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Sign();
}
