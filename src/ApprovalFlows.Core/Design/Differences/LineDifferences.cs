using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>
/// Lines that lead elsewhere. What a new or a removed step explains is not told again: a line is explained
/// when the way it stood for is still there, through new steps, or was there, through removed ones.
/// </summary>
internal sealed class LineDifferences(
    List<FlowDifference> found, FlowDocument before, FlowDocument after, Action layout)
{
    private static readonly JsonObject None = [];
    private readonly List<FlowLine> gone = [];
    private readonly List<FlowLine> added = [.. after.Lines];

    public void Compare()
    {
        foreach (var line in before.Lines) Match(line);
        foreach (var line in gone.Where(line => !IsGone(line.Source)).ToList())
            TellGone(line, added.Find(other => other.Source == line.Source && other.Port == line.Port));
        foreach (var line in added.Where(line => !IsNew(line.Source) && !IsNew(line.Target)))
            Tell(DifferenceKind.LineAdded, line, "Added", null, line.Target, Name(after, line.Target));
    }

    private bool IsNew(string id) => after.Steps.ContainsKey(id) && !before.Steps.ContainsKey(id);

    private bool IsGone(string id) => before.Steps.ContainsKey(id) && !after.Steps.ContainsKey(id);

    private void Match(FlowLine line)
    {
        var same = added.Find(other => Ends(other) == Ends(line))
            ?? added.Find(other => Ends(other) with { TargetPort = line.TargetPort } == Ends(line));
        if (same is null)
        {
            gone.Add(line);
            return;
        }

        added.Remove(same);
        var subject = SubjectOf(line);
        if (same.TargetPort != line.TargetPort) subject.Leaves("target/port", line.TargetPort, same.TargetPort);
        foreach (var name in JsonSame.Names(line.Rest, same.Rest))
            if (AreSame(line.Rest[name], same.Rest[name])) continue;
            else if (name is "vertices") layout();
            else subject.Leaves(name, line.Rest[name], same.Rest[name]);
    }

    private void TellGone(FlowLine line, FlowLine? instead)
    {
        if (instead is null)
        {
            Tell(DifferenceKind.LineRemoved, line, "Removed", line.Target, null, Name(before, line.Target));
            return;
        }

        // Lines to new steps stay: the steps that follow may explain more than one line.
        if (!IsNew(instead.Target)) added.Remove(instead);
        else if (!IsGone(line.Target) && Leads(after, instead.Target, line.Target, IsNew)) return;
        if (!IsNew(instead.Target) && IsGone(line.Target) && Leads(before, line.Target, instead.Target, IsGone)) return;
        Tell(
            DifferenceKind.LineMoved,
            line,
            "Moved",
            line.Target,
            instead.Target,
            Name(after, instead.Target),
            Name(before, line.Target));
    }

    /// <summary>Whether one comes from a step to another through steps of one kind only.</summary>
    private static bool Leads(FlowDocument document, string from, string to, Func<string, bool> isOfKind)
    {
        var open = new Stack<string>([from]);
        var seen = new HashSet<string>();
        while (open.TryPop(out var at))
        {
            if (!isOfKind(at) || !seen.Add(at)) continue;
            foreach (var line in document.Lines.Where(line => line.Source == at))
            {
                if (line.Target == to) return true;
                open.Push(line.Target);
            }
        }

        return false;
    }

    private void Tell(
        DifferenceKind kind, FlowLine line, string what, string? old, string? now, params LocalText[] ends)
    {
        var source = Name(after, line.Source);
        var sentence = line.Port == "Done"
            ? new Sentence($"Differs.Next{what}", [source, .. ends])
            : new Sentence($"Differs.Line{what}", [FlowNames.Outcome(line.Port), source, .. ends]);
        found.Add(new FlowDifference(kind, sentence)
        {
            StepId = line.Source,
            Step = after.Steps.TryGetValue(line.Source, out var step) ? StepTitle.Of(step) : null,
            Input = line.Port,
            Old = old,
            New = now,
        });
    }

    private Subject SubjectOf(FlowLine line) => new(
        found,
        DifferenceKind.LineMoved,
        new Sentence("Differs.Line", Name(after, line.Source), Name(after, line.Target)),
        "",
        after.Steps.GetValueOrDefault(line.Source));

    private static LocalText Name(FlowDocument document, string id) => document.Steps.TryGetValue(id, out var step)
        ? StepTitle.Quoted(step)
        : FlowNames.Quoted(new LocalText(id, id, id));

    private static FlowLine Ends(FlowLine line) => line with { Rest = None };

    private static bool AreSame(JsonNode? one, JsonNode? other) =>
        JsonSame.Are(one, other) || (JsonSame.IsNothing(one) && JsonSame.IsNothing(other));
}
