using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Cuts a script into words, signs and texts; template literals become sums on the way.</summary>
internal sealed partial class ScriptTokens
{
    private readonly string text;
    private readonly List<string> tokens = [];
    private int at;

    private ScriptTokens(string text) => this.text = text;

    /// <exception cref="FormatException">A template literal does not end.</exception>
    public static List<string> Read(string text)
    {
        var reader = new ScriptTokens(text);
        reader.ReadUntilEnd();
        return reader.tokens;
    }

    public static bool IsName(string token) => char.IsLetter(token[0]) || token[0] is '_' or '$';

    private void ReadUntilEnd()
    {
        while (at < text.Length)
            if (text[at] == '`')
                ReadTemplate();
            else if (Blank().Match(text, at) is { Length: > 0 } blank)
                Skip(blank);
            else
                Take((MayStartRegExp() ? RegExpToken() : Token()).Match(text, at));
    }

    // A line break may end a statement, so it is kept.
    private void Skip(Match blank)
    {
        if (blank.Value.Contains('\n', StringComparison.Ordinal))
            tokens.Add("\n");
        at += blank.Length;
    }

    private void Take(Match match)
    {
        var token = match.Success ? match.Value : text[at].ToString();
        tokens.Add(token);
        at += token.Length;
    }

    private bool MayStartRegExp()
    {
        if (text[at] != '/')
            return false;
        var last = tokens.FindLast(token => token != "\n");
        return last is null or "return" or "typeof" or "case" or "in"
            || !(IsName(last) || char.IsDigit(last[0]) || last is ")" or "]" or "}" || last[0] is '\'' or '"');
    }

    private void ReadTemplate()
    {
        at++;
        var part = new StringBuilder();
        tokens.Add("(");
        while (at < text.Length && text[at] != '`')
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                part.Append(text[at + 1] is '`' or '$' ? text[at + 1].ToString() : text.Substring(at, 2));
                at += 2;
            }
            else if (text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                AddText(part);
                var end = EndOfHole(at + 2);
                tokens.AddRange(["+", "(", .. Read(text[(at + 2)..end]), ")", "+"]);
                at = end + 1;
            }
            else
            {
                part.Append(text[at++] switch
                {
                    '\n' => "\\n",
                    '\r' => "",
                    '"' => "\\\"",
                    var letter => letter.ToString(),
                });
            }

        if (at++ >= text.Length)
            throw new FormatException("A template literal does not end.");
        AddText(part);
        tokens.Add(")");
    }

    private void AddText(StringBuilder part)
    {
        tokens.Add($"\"{part}\"");
        part.Clear();
    }

    private int EndOfHole(int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
            if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && depth-- == 0)
                return i;
        throw new FormatException("A template literal does not end.");
    }

    [GeneratedRegex(@"\G(?:\s+|//[^\n]*|/\*.*?\*/)+", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*", RegexOptions.CultureInvariant)]
    private static partial Regex RegExpToken();

    [GeneratedRegex(
        @"\G(?:'(?:\\.|[^'\\])*'|""(?:\\.|[^""\\])*""|\.?\d[\w.]*|[\p{L}_$][\w$]*"
        + @"|>>>=|===|!==|>>>|<<=|>>=|=>|\?\?|\?\.(?!\d)|==|!=|<=|>=|&&|\|\||\+\+|--|[-+*/%&|^]=|<<|>>|.)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
