using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Tells that a step is called otherwise: once when in all languages, else for each language.</summary>
internal sealed class StepNaming(Subject subject, FlowStep before, FlowStep after)
{
    private readonly LocalText old = StepTitle.Of(before);
    private readonly LocalText now = StepTitle.Of(after);

    /// <summary>The members whose change is told by this.</summary>
    public IReadOnlySet<string> Tell()
    {
        var languages = new[] { ("Zh", old.Zh, now.Zh), ("Vi", old.Vi, now.Vi), ("En", old.En, now.En) }
            .Where(title => title.Item2 != title.Item3).ToList();
        if (languages.Count == 3)
            Tell(
                new Sentence("Differs.Renamed", FlowNames.WithCode(old, before.Id), FlowNames.Quoted(now)),
                old.Zh,
                now.Zh);
        else
            foreach (var (language, was, became) in languages)
                Tell(
                    new Sentence(
                        "Differs.Changed",
                        new Sentence("Differs.Step", StepTitle.WithId(after)),
                        new Sentence($"Differs.Label.title{language}"),
                        Shown.Quoted(was),
                        Shown.Quoted(became)),
                    was,
                    became);
        return languages.SelectMany(title => Members(title.Item1, title.Item2, title.Item3)).ToHashSet();
    }

    private void Tell(Sentence sentence, string was, string became) =>
        subject.Tell(DifferenceKind.StepRenamed, "title", sentence, was, became);

    // Only members that hold just what was told; a script stays to be told on its own.
    private IEnumerable<string> Members(string language, string was, string became)
    {
        var name = $"title{language}";
        if (InputValue.Of(after.Own[name]) is { IsLiteral: true } input && input.Text == became
            && InputValue.Of(before.Own[name]) is { IsLiteral: true } old && old.Text == was
            && JsonSame.Are(before.Own[name]!["typeName"], after.Own[name]!["typeName"]))
            yield return name;
        if (before.Own.Text("name") == was && after.Own.Text("name") == became) yield return "name";
        if (LabelOf(before) == was && LabelOf(after) == became)
            yield return "displayText";
    }

    private static string? LabelOf(FlowStep step) =>
        (step.Own["metadata"] as JsonObject)?.Text("displayText");
}
