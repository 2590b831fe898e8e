using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What there is to know of a new step: what it was given and where its outcomes lead.</summary>
internal static class StepDetails
{
    private const int MaxDetails = 12;

    public static IEnumerable<Sentence> Of(FlowStep step, FlowDocument document, FlowNames names)
    {
        var given = new List<FlowDifference>();
        var empty = step with { Own = new System.Text.Json.Nodes.JsonObject { ["type"] = step.Type } };
        var subject = new Subject(
            given, DifferenceKind.StepAdded, new Sentence("Differs.Step", StepTitle.WithId(step)), "", step);
        var inputs = new InputDifferences(subject, names, empty, step);
        foreach (var (name, value) in step.Own)
            if (InputValue.Of(value) is not null && name is not ("titleZh" or "titleVi" or "titleEn" or "outcomes"))
                inputs.Compare(name);
        return given.Select(difference => Bare(difference.Sentence))
            .Concat(document.Lines
                .Where(line => line.Source == step.Id && line.Port != "Done")
                .Select(line => Leads(line, document)))
            .Take(MaxDetails);
    }

    private static Sentence Leads(FlowLine line, FlowDocument document) => new(
        "Differs.Leads",
        FlowNames.Outcome(line.Port),
        document.Steps.TryGetValue(line.Target, out var target)
            ? StepTitle.Quoted(target)
            : FlowNames.Quoted(new LocalText(line.Target, line.Target, line.Target)));

    // Told below the step, these need not name it again.
    private static Sentence Bare(Sentence sentence) => sentence.Key switch
    {
        "Differs.Set" => new Sentence("Differs.Given", sentence.Args[1], sentence.Args[2]),
        "Differs.LimitSet" => new Sentence("Differs.LimitGiven", sentence.Args[1]),
        "Differs.Script" => new Sentence("Differs.Given", sentence.Args[1], sentence.Args[3]),
        _ => sentence,
    };
}
