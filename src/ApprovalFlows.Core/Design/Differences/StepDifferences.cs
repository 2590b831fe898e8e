using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What changed within a step that both versions have.</summary>
internal sealed class StepDifferences(List<FlowDifference> found, FlowNames names, Action layout)
{
    private static readonly HashSet<string> Apart = ["id", "type", "metadata", "customProperties"];
    private static readonly NamedList ByLabel = new("label");

    public void Compare(FlowStep before, FlowStep after)
    {
        var subject = SubjectOf(after);
        if (before.Type != after.Type)
            subject.Tell(
                "type",
                new Sentence("Differs.Typed", StepTitle.WithId(after), before.Type, after.Type),
                before.Type,
                after.Type);
        var told = new StepNaming(subject, before, after).Tell();
        var inputs = new InputDifferences(subject, names, before, after);
        foreach (var name in JsonSame.Names(before.Own, after.Own).Where(name => !Apart.Contains(name)))
        {
            var (old, now) = (before.Own[name], after.Own[name]);
            if (told.Contains(name) || (JsonSame.IsNothing(old) && JsonSame.IsNothing(now))) continue;
            if (name == "cases") CompareCases(subject, old, now);
            else if (name == "variables") new VariableDifferences(subject).Compare("variables", old, now);
            else inputs.Compare(name);
        }

        subject.Members("customProperties", before.Own["customProperties"], after.Own["customProperties"]);
        subject.Members(
            "metadata",
            before.Own["metadata"],
            after.Own["metadata"],
            name => IsToldOfDrawing(name, told.Contains("displayText")));
    }

    private Subject SubjectOf(FlowStep step) =>
        new(found, DifferenceKind.StepChanged, new Sentence("Differs.Step", StepTitle.WithId(step)), "", step);

    private static void CompareCases(Subject subject, JsonNode? before, JsonNode? after) => ByLabel.Compare(
        subject,
        "cases",
        before,
        after,
        (item, way) => subject.Part(
            new Sentence("Differs.Case", subject.Thing, Shown.Quoted(item.Text("label")!)), way),
        (part, old, now) => part.Leaves(part.Path, old, now));

    private bool IsToldOfDrawing(string name, bool isLabelTold)
    {
        if (name == "designer") layout();
        return name == "designer" || (name == "displayText" && isLabelTold);
    }
}
