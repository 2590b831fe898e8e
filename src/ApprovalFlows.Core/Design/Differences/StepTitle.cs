using System.Text.RegularExpressions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What a step is called: its titles, else its label in the drawing, else its name, else its id.</summary>
internal static partial class StepTitle
{
    public static LocalText Of(FlowStep step)
    {
        var name = Filled(step.Own.Text("name")) ?? step.Id;
        var label = Filled(step.Own["metadata"] is System.Text.Json.Nodes.JsonObject about
            ? about.Text("displayText")
            : null);
        var zh = Literal(step, "titleZh") ?? label ?? name;
        // Labels are written in one language only, and that is mostly Chinese.
        var other = Literal(step, "titleZh") ?? (label is null || Han().IsMatch(label) ? name : label);
        return new LocalText(zh, Literal(step, "titleVi") ?? other, Literal(step, "titleEn") ?? other);
    }

    /// <summary>The quoted title, with the id behind it when that says more.</summary>
    public static LocalText WithId(FlowStep step)
    {
        var title = Of(step);
        return new LocalText(
            title.Zh == step.Id ? $"“{title.Zh}”" : $"“{title.Zh}”（{step.Id}）",
            Named(title.Vi, step.Id),
            Named(title.En, step.Id));
    }

    public static LocalText Quoted(FlowStep step) => FlowNames.Quoted(Of(step));

    private static string Named(string title, string id) => title == id ? $"“{title}”" : $"“{title}” ({id})";

    private static string? Literal(FlowStep step, string input) =>
        Filled(InputValue.Of(step.Own[input]) is { IsLiteral: true } value ? value.Text : null);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
