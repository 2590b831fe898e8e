using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What changed in the variables of the flow, or of a step that has its own.</summary>
internal sealed class VariableDifferences(Subject all)
{
    private static readonly NamedList ByName = new("name");
    private static readonly NamedList ById = new("id");

    public void Compare(string way, JsonNode? before, JsonNode? after) =>
        (HaveIds(before) && HaveIds(after) ? ById : ByName).Compare(all, way, before, after, SubjectOf, CompareOne);

    private Subject SubjectOf(JsonObject item, string way) => all.Part(
        new Sentence("Differs.Variable", Shown.Quoted(item.Text("name") ?? ""), item.Text("typeName") ?? "–"), way);

    private static bool HaveIds(JsonNode? list) =>
        list is null || (list is JsonArray items && items.All(item => (item as JsonObject)?["id"] is not null));

    private static void CompareOne(Subject subject, JsonObject before, JsonObject after)
    {
        foreach (var name in JsonSame.Names(before, after))
        {
            if (JsonSame.IsNothing(before[name]) && JsonSame.IsNothing(after[name])) continue;
            subject.Leaves($"{subject.Path}/{name}", before[name], after[name]);
        }
    }
}
