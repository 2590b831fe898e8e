using System.Text.RegularExpressions;
using ApprovalFlows.Workflows.Expressions.JavaScript.Library;
using ApprovalFlows.Workflows.Expressions.JavaScript.Modern;
using Jint.Parser;
using Jint.Parser.Ast;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>A parsed script and the names it mentions; shared by all runs.</summary>
internal sealed partial class Script
{
    private const string IllegalReturn = "Illegal return statement";

    private const int MaxPlainLength = 4_000;
    private const int MaxPlainDepth = 100;
    private static readonly string[] NewWords = ["let", "const", .. ScriptParser.RefusedGlobals];

    private Script(
        Program program, ScriptExtensions extensions, HashSet<string> names, HashSet<string> variableNames)
    {
        Program = program;
        Extensions = extensions;
        Names = names;
        VariableNames = variableNames;
    }

    public Program Program { get; }

    /// <summary>What of the newer library the script uses.</summary>
    public ScriptExtensions Extensions { get; }

    /// <summary>Every word of the script: only what it can mention is put into its engine.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Names written literally as <c>variables.Name</c>.</summary>
    public HashSet<string> VariableNames { get; }

    /// <exception cref="ParserException">The text is no JavaScript.</exception>
    /// <exception cref="UnsupportedScriptException">It is, but does not run here.</exception>
    public static Script Parse(string text)
    {
        var names = Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var (program, code) = ParseAny(text, names);
        ScriptRewriter.Rewrite(program, names);
        return new Script(
            program,
            new ScriptExtensions(names, code),
            names,
            VariableAccess().Matches(text).Select(match => match.Groups[1].Value)
                .ToHashSet(StringComparer.Ordinal));
    }

    // Plain scripts are parsed as they are. What that parser refuses, or reads without the scopes it should
    // have, is rewritten first; an error then speaks of the author's text.
    private static (Program Program, string Code) ParseAny(string text, HashSet<string> names)
    {
        var isPlain = !names.Overlaps(NewWords) && !text.Contains("\\u{", StringComparison.Ordinal) && !MayBeDeep(text);
        if (isPlain && TryParse(text) is { } plain)
            return (plain, "");
        var code = ScriptEmitter.Emit(ScriptParser.Parse(text));
        return (ParseStrictly(code), code);
    }

    // The plain parser calls itself for what is nested, without a limit.
    private static bool MayBeDeep(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var letter in text)
            if (letter is '(' or '[' or '{')
                deepest = Math.Max(deepest, ++depth);
            else if (letter is ')' or ']' or '}')
                depth--;
        return text.Length > MaxPlainLength || deepest > MaxPlainDepth;
    }

    private static Program? TryParse(string text)
    {
        try
        {
            return ParseStrictly(text);
        }
        catch (ParserException)
        {
            return null;
        }
    }

    private static Program ParseStrictly(string text)
    {
        // Tolerant, because a script may return from the top level.
        var program = new JavaScriptParser().Parse(text, new ParserOptions { Tolerant = true });
        if (program.Errors?.Find(error => !error.Message.Contains(IllegalReturn, StringComparison.Ordinal))
            is { } error)
            throw error;
        // They have no value, but would end the script with none.
        program.Body = [.. program.Body.Where(IsBare), .. program.Body.Where(one => !IsBare(one))];
        return program;
    }

    private static bool IsBare(Statement statement) => statement is FunctionDeclaration
        || (statement is VariableDeclaration variables && variables.Declarations.All(one => one.Init is null));

    [GeneratedRegex(@"[A-Za-z_$][\w$]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bvariables\.([A-Za-z0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex VariableAccess();
}
