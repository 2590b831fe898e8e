using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What the next sentences speak of: a step, a variable, a field of the form, the flow itself.</summary>
internal sealed class Subject(
    List<FlowDifference> found, DifferenceKind kind, Sentence thing, string path, FlowStep? step = null)
{
    private const int MaxLeaves = 40;

    public string Path => path;

    public Sentence Thing => thing;

    public void Add(FlowDifference difference) => found.Add(difference);

    public Subject Part(Sentence part, string way) => new(found, kind, part, way, step);

    public void Added(string? text = null) => Tell(path, new Sentence("Differs.Added", thing), null, text);

    public void Removed(string? text = null) => Tell(path, new Sentence("Differs.Removed", thing), text, null);

    public void Tell(string way, Sentence sentence, string? before, string? after) =>
        Tell(kind, way, sentence, before, after);

    public void Tell(DifferenceKind of, string way, Sentence sentence, string? before, string? after) =>
        found.Add(new FlowDifference(of, sentence)
        {
            StepId = step?.Id,
            Step = step is null ? null : StepTitle.Of(step),
            Input = way,
            Old = before,
            New = after,
        });

    /// <summary>One value became another; either may be missing.</summary>
    public void Changed(string way, object label, JsonNode? before, JsonNode? after)
    {
        if (JsonSame.Are(before, after)) return;
        Tell(way, Wording(label, before, after), before.Text(), after.Text());
    }

    /// <summary>Every leaf that is not the same; what is too much to tell is counted.</summary>
    public void Leaves(string way, JsonNode? before, JsonNode? after)
    {
        var leaves = LeavesOf(way, before, after).ToList();
        foreach (var leaf in leaves.Take(MaxLeaves)) Changed(leaf.Way, LabelOf(leaf.Way), leaf.Before, leaf.After);
        if (leaves.Count > MaxLeaves)
            Tell(way, new Sentence("Differs.More", thing, leaves.Count - MaxLeaves), before.Text(), after.Text());
    }

    /// <summary>Member by member; members that say nothing on both sides are the same.</summary>
    public void Members(string way, JsonNode? before, JsonNode? after, Func<string, bool>? isTold = null)
    {
        if (JsonSame.IsNothing(before) && JsonSame.IsNothing(after)) return;
        if (before is not (null or JsonObject) || after is not (null or JsonObject))
        {
            Leaves(way, before, after);
            return;
        }

        foreach (var name in JsonSame.Names(before as JsonObject, after as JsonObject))
        {
            var (old, now) = (before?[name], after?[name]);
            if (JsonSame.Are(old, now) || (JsonSame.IsNothing(old) && JsonSame.IsNothing(now))) continue;
            if (isTold?.Invoke(name) != true) Leaves($"{way}/{name}", old, now);
        }
    }

    /// <summary>The name of a member, or the way to it when it has none.</summary>
    public object LabelOf(string way)
    {
        var name = way.StartsWith(path + "/", StringComparison.Ordinal) ? way[(path.Length + 1)..] : way;
        if (name.Length > 3 && name[^3..] is "/zh" or "/vi" or "/en" && Known(name[..^3]) is { } text)
            return new Sentence($"Differs.In.{name[^2..]}", text);
        return Known(name) is { } label ? label : $"“{name}”";
    }

    private static Sentence? Known(string name)
    {
        var key = $"Differs.Label.{name}";
        return TextResources.Contains(key) ? new Sentence(key) : null;
    }

    private Sentence Wording(object label, JsonNode? before, JsonNode? after)
    {
        if (before is null || (JsonSame.IsNothing(before) && before is JsonArray or JsonObject))
            return new Sentence("Differs.Set", thing, label, Shown.Value(after ?? new JsonArray()));
        if (after is null || (JsonSame.IsNothing(after) && after is JsonArray or JsonObject))
            return new Sentence("Differs.Cleared", thing, label, Shown.Value(before));
        return before is JsonValue && after is JsonValue && IsText(before) && IsText(after)
            ? Pair(label, before, after)
            : new Sentence("Differs.Changed", thing, label, Shown.Value(before), Shown.Value(after));
    }

    private Sentence Pair(object label, JsonNode before, JsonNode after)
    {
        var (old, now) = Shown.Pair(before.ToString(), after.ToString());
        return new Sentence("Differs.Changed", thing, label, $"“{old}”", $"“{now}”");
    }

    private static bool IsText(JsonNode json) => json.GetValueKind() == System.Text.Json.JsonValueKind.String;

    private static IEnumerable<(string Way, JsonNode? Before, JsonNode? After)> LeavesOf(
        string way, JsonNode? before, JsonNode? after) => (before, after) switch
        {
            _ when JsonSame.Are(before, after) => [],
            (JsonObject a, JsonObject b) when Shown.Local(a) is null || Shown.Local(b) is null || OneLanguage(a, b) =>
                JsonSame.Names(a, b).SelectMany(name => LeavesOf($"{way}/{name}", a[name], b[name])),
            (JsonArray a, JsonArray b) when a.Count == b.Count =>
                Enumerable.Range(0, a.Count).SelectMany(index => LeavesOf($"{way}/{index}", a[index], b[index])),
            _ => [(way, before, after)],
        };

    // A text that changed in one language would look the same to readers of the others.
    private static bool OneLanguage(JsonObject before, JsonObject after) =>
        before.Any(pair => JsonSame.Are(pair.Value, after[pair.Key]));
}
