using System.Text.RegularExpressions;
using Jint.Parser;
using Jint.Parser.Ast;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>A parsed script and the names it mentions; shared by all runs.</summary>
internal sealed partial class Script
{
    private const string IllegalReturn = "Illegal return statement";

    private Script(Program program, HashSet<string> names, HashSet<string> variableNames)
    {
        Program = program;
        Names = names;
        VariableNames = variableNames;
    }

    public Program Program { get; }

    /// <summary>Every word of the script: only what it can mention is put into its engine.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Names written literally as <c>variables.Name</c>.</summary>
    public HashSet<string> VariableNames { get; }

    /// <exception cref="ParserException">The text is no ECMAScript 5.1.</exception>
    public static Script Parse(string text)
    {
        // Tolerant, because a script may return from the top level.
        var program = new JavaScriptParser().Parse(text, new ParserOptions { Tolerant = true });
        if (program.Errors?.Find(error => !error.Message.Contains(IllegalReturn, StringComparison.Ordinal))
            is { } error)
            throw error;
        ScriptRewriter.Rewrite(program);
        return new Script(
            program,
            Word().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal),
            VariableAccess().Matches(text).Select(match => match.Groups[1].Value)
                .ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"[A-Za-z_$][\w$]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bvariables\.([A-Za-z0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex VariableAccess();
}
