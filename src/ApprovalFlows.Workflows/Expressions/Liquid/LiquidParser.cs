using System.Text.RegularExpressions;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>Makes a tree of the text of a template.</summary>
internal sealed partial class LiquidParser
{
    private const int MaxDepth = 50;

    private readonly List<(char Kind, string Text)> parts = [];
    private int position;
    private int depth;

    private LiquidParser(string text)
    {
        var at = 0;
        var trimStart = false;
        foreach (Match tag in Tag().Matches(text))
        {
            AddText(text[at..tag.Index], trimStart, tag.Groups["open"].Value.EndsWith('-'));
            trimStart = tag.Groups["close"].Value.StartsWith('-');
            at = tag.Index + tag.Length;
            if (tag.Groups["raw"].Success)
                parts.Add(('t', tag.Groups["raw"].Value));
            else if (tag.Value[1] == '{')
                parts.Add(('v', tag.Groups["body"].Value.Trim()));
            else if (!tag.Groups["comment"].Success)
                parts.Add(('g', tag.Groups["body"].Value.Trim()));
        }

        AddText(text[at..], trimStart, false);
    }

    public static LiquidBlock Parse(string text)
    {
        var parser = new LiquidParser(text);
        var block = parser.ReadBlock(out var end);
        return end is null ? block : throw new FormatException($"'{end}' does not belong here.");
    }

    private void AddText(string text, bool trimStart, bool trimEnd)
    {
        var trimmed = trimStart ? text.TrimStart() : text;
        parts.Add(('t', trimEnd ? trimmed.TrimEnd() : trimmed));
    }

    // Reads until a tag that closes or continues the block; that tag is handed back.
    private LiquidBlock ReadBlock(out string? end)
    {
        if (++depth > MaxDepth)
            throw new FormatException($"The template is nested more than {MaxDepth} deep.");
        var nodes = new List<LiquidNode>();
        end = null;
        while (position < parts.Count && end is null)
        {
            var (kind, text) = parts[position++];
            if (kind == 't')
                nodes.Add(new LiquidText(text));
            else if (kind == 'v')
                nodes.Add(new LiquidValue(ReadAll(text, tokens => tokens.ReadFiltered())));
            else if (ReadTag(text) is { } node)
                nodes.Add(node);
            else
                end = text;
        }

        depth--;
        return new LiquidBlock(nodes);
    }

    private LiquidNode? ReadTag(string text)
    {
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Length > 1 ? words[1] : "";
        return words[0] switch
        {
            "if" => ReadIf(ReadAll(rest, tokens => tokens.ReadCondition()), "endif"),
            "unless" => ReadIf(new LiquidNot(ReadAll(rest, tokens => tokens.ReadCondition())), "endunless"),
            "case" => ReadCase(ReadAll(rest, tokens => tokens.ReadOperand())),
            "for" => ReadFor(rest),
            "assign" => ReadAssign(rest),
            "capture" => ReadCapture(rest),
            "else" or "elsif" or "when" or "endif" or "endunless" or "endcase" or "endfor" or "endcapture" => null,
            _ => throw new FormatException($"There is no tag '{words[0]}'."),
        };
    }

    private LiquidBranches ReadIf(LiquidExpression condition, string endTag)
    {
        var branches = new List<(LiquidExpression?, LiquidNode)>();
        LiquidExpression? current = condition;
        while (true)
        {
            branches.Add((current, ReadBlock(out var end)));
            if (end == endTag)
                return new LiquidBranches(branches);
            current = end switch
            {
                "else" => null,
                not null when end.StartsWith("elsif", StringComparison.Ordinal) =>
                    ReadAll(end["elsif".Length..], tokens => tokens.ReadCondition()),
                _ => throw new FormatException($"'{endTag}' is missing."),
            };
        }
    }

    private LiquidBranches ReadCase(LiquidExpression subject)
    {
        var branches = new List<(LiquidExpression?, LiquidNode)>();
        ReadBlock(out var end);
        while (end is not null && end != "endcase")
        {
            var condition = end == "else" ? null : ReadWhen(subject, end);
            branches.Add((condition, ReadBlock(out end)));
        }

        return end is null ? throw new FormatException("'endcase' is missing.") : new LiquidBranches(branches);
    }

    private static LiquidAnyOf ReadWhen(LiquidExpression subject, string tag)
    {
        var tokens = new LiquidTokens(tag["when".Length..]);
        var options = new List<LiquidExpression> { tokens.ReadOperand() };
        while (tokens.Accept(",") || tokens.Accept("or"))
            options.Add(tokens.ReadOperand());
        return new LiquidAnyOf(subject, options);
    }

    private LiquidFor ReadFor(string text)
    {
        var tokens = new LiquidTokens(text);
        var name = tokens.Next();
        tokens.Expect("in");
        var items = tokens.ReadOperand();
        var reversed = tokens.Accept("reversed");
        var body = ReadBlock(out var end);
        var empty = end == "else" ? ReadBlock(out end) : null;
        return end == "endfor"
            ? new LiquidFor(name, items, reversed, body, empty)
            : throw new FormatException("'endfor' is missing.");
    }

    private static LiquidAssign ReadAssign(string text)
    {
        var pair = text.Split('=', 2);
        return pair.Length == 2
            ? new LiquidAssign(pair[0].Trim(), ReadAll(pair[1], tokens => tokens.ReadFiltered()))
            : throw new FormatException("An assign tag needs '='.");
    }

    private LiquidCapture ReadCapture(string text)
    {
        var body = ReadBlock(out var end);
        return end == "endcapture"
            ? new LiquidCapture(text.Trim(), body)
            : throw new FormatException("'endcapture' is missing.");
    }

    private static LiquidExpression ReadAll(string text, Func<LiquidTokens, LiquidExpression> read)
    {
        var tokens = new LiquidTokens(text);
        var value = read(tokens);
        return tokens.AtEnd ? value : throw new FormatException($"'{text}' is not understood.");
    }

    [GeneratedRegex(
        @"\{%-?\s*raw\s*-?%\}(?<raw>.*?)\{%-?\s*endraw\s*-?%\}"
        + @"|(?<comment>\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\})"
        + @"|(?<open>\{\{-?)(?<body>.*?)(?<close>-?\}\})|(?<open>\{%-?)(?<body>.*?)(?<close>-?%\})",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
