using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What changed about the flow as a whole.</summary>
internal sealed class AboutDifferences(List<FlowDifference> found)
{
    private static readonly NamedList ByName = new("name");
    private readonly Subject flow = new(found, DifferenceKind.FlowChanged, new Sentence("Differs.Flow"), "");

    public void Compare(JsonObject before, JsonObject after)
    {
        foreach (var name in JsonSame.Names(before, after))
        {
            var (old, now) = (before[name], after[name]);
            if (JsonSame.IsNothing(old) && JsonSame.IsNothing(now)) continue;
            if (name == "variables") CompareVariables(old, now);
            else if (name is "inputs" or "outputs") ComparePorts(name, old, now);
            else if (name == "outcomes") CompareOutcomes(old, now);
            else if (name == "customProperties")
                flow.Members(name, old, now, property => IsForm(property, old, now));
            else if (name == "options") flow.Members(name, old, now);
            else flow.Leaves(name, old, now);
        }
    }

    private void CompareVariables(JsonNode? before, JsonNode? after) =>
        new VariableDifferences(new Subject(found, DifferenceKind.VariableChanged, flow.Thing, ""))
            .Compare("variables", before, after);

    private void ComparePorts(string name, JsonNode? before, JsonNode? after) => ByName.Compare(
        flow,
        name,
        before,
        after,
        (item, way) => flow.Part(
            new Sentence(
                name == "inputs" ? "Differs.FlowInput" : "Differs.FlowOutput",
                Shown.Quoted(item.Text("name") ?? ""),
                item.Text("type") ?? "–"),
            way),
        (part, old, now) => part.Leaves(part.Path, old, now));

    private void CompareOutcomes(JsonNode? before, JsonNode? after)
    {
        if (before is not (null or JsonArray) || after is not (null or JsonArray))
        {
            flow.Leaves("outcomes", before, after);
            return;
        }

        var old = (before as JsonArray ?? []).Select(item => item.Text() ?? "").ToList();
        var now = (after as JsonArray ?? []).Select(item => item.Text() ?? "").ToList();
        foreach (var name in now.Except(old)) OutcomeOf(name).Added(name);
        foreach (var name in old.Except(now)) OutcomeOf(name).Removed(name);
        NamedList.TellOrder(flow, "outcomes", [.. old.Where(now.Contains)], [.. now.Where(old.Contains)]);
    }

    private Subject OutcomeOf(string name) =>
        flow.Part(new Sentence("Differs.FlowOutcome", FlowNames.Outcome(name)), "outcomes");

    private bool IsForm(string name, JsonNode? before, JsonNode? after)
    {
        if (name != "form") return false;
        new FormDifferences(found).Compare(before?[name], after?[name]);
        return true;
    }
}
