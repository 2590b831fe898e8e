using System.Text.RegularExpressions;
using ApprovalFlows.Core.Activities;
using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>
/// The fields of the form that the scripts of a step read: members of the <c>values</c> of what was handed
/// in, and the route that was received.
/// </summary>
internal static partial class FormReads
{
    public static IEnumerable<string> Of(ActivityNode node, WorkflowGraph graph)
    {
        var texts = TextsOf(node).Select(text => Comment().Replace(text, " ")).ToList();
        foreach (var text in texts)
        {
            foreach (Match match in Member().Matches(text)) yield return match.Groups["field"].Value;
            foreach (Match alias in Alias().Matches(text))
                foreach (Match match in MemberOf(alias.Groups["name"].Value).Matches(text))
                    yield return match.Groups["field"].Value;
            foreach (Match parts in Parts().Matches(text))
                foreach (var part in parts.Groups["parts"].Value.Split(',', StringSplitOptions.TrimEntries))
                    if (Word().Match(part) is { Success: true } word)
                        yield return word.Value;
        }

        if (RouteNames(graph).Any(name => texts.Exists(text => Reads(text, name)))) yield return "route";
    }

    // By name or by id: scripts say the one, bound inputs the other.
    private static IEnumerable<string> RouteNames(WorkflowGraph graph)
    {
        var ids = graph.Nodes.Select(node => (node.Activity as ReceiveApplication)?.Route?.MemoryBlockReference().Id)
            .Where(id => !string.IsNullOrEmpty(id)).OfType<string>().ToHashSet();
        return graph.Nodes.Select(node => node.Activity).OfType<Workflows.IVariableContainer>()
            .SelectMany(container => container.Variables)
            .Where(variable => ids.Contains(variable.Id)).Select(variable => variable.Name)
            .Concat(ids).Distinct();
    }

    private static bool Reads(string text, string variable) => Regex.IsMatch(
        text,
        $"""getVariable\s*\(\s*['"]{Regex.Escape(variable)}['"]|(?i:variables)\s*\??\.\s*{Regex.Escape(variable)}\b"""
            + $"""|(?i:variables)\s*\[\s*['"]{Regex.Escape(variable)}['"]|\bget{Regex.Escape(variable)}\s*\(""",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static IEnumerable<string> TextsOf(ActivityNode node)
    {
        foreach (var property in node.Activity.GetType().GetProperties())
            if (typeof(Input).IsAssignableFrom(property.PropertyType)
                && TextOf((property.GetValue(node.Activity) as Input)?.Expression) is { } text)
                yield return text;
        foreach (var value in node.Activity.SyntheticProperties.Values)
            if (TextOf((value as Input)?.Expression) is { } text) yield return text;
        var conditions = node.Activity switch
        {
            FlowSwitch choice => choice.Cases.Select(item => item.Condition),
            Switch choice => choice.Cases.Select(item => item.Condition),
            RunJavaScript script when Constant.Text(script.Script).Value is { } text =>
                [new Expression("JavaScript", text)],
            _ => [],
        };
        foreach (var condition in conditions)
            if (TextOf(condition) is { } text) yield return text;
    }

    private static string? TextOf(Expression? expression) => expression?.Type switch
    {
        "JavaScript" or "Liquid" => expression.Value as string,
        "Variable" => expression.Value is MemoryBlockReference bound ? $"getVariable('{bound.Id}')" : null,
        _ => null,
    };

    private static Regex MemberOf(string name) => new(
        $@"(?<![\w.]){Regex.Escape(name)}\s*\??\.\s*(?<field>[A-Za-z_]\w*)(?!\s*\()",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    // values.x, values?.x, values['x'], getInput('values').x and their like.
    [GeneratedRegex(
        """\bvalues\b['"]?\s*[\])]?\s*(?:(?:\?\.|\.)\s*(?<field>[A-Za-z_]\w*)(?!\s*\()|"""
            + """(?:\?\.)?\[\s*['"](?<field>\w+)['"]\s*\])""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Member();

    [GeneratedRegex(
        """\b(?:const|let|var|assign)\s+(?<name>\w+)\s*=[^;\n%]*\bvalues\b['"]?\s*[\])]?\s*(?:;|\n|%|$)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex(
        """\b(?:const|let|var)\s+\{(?<parts>[^}]*)\}\s*=[^;\n]*\bvalues\b['"]?\s*[\])]?\s*(?:;|\n|$)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[A-Za-z_]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"/\*.*?\*/|(?<!:)//[^\n]*", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Comment();
}
