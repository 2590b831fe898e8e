using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

public enum DifferenceKind
{
    StepAdded,
    StepRemoved,
    StepChanged,
    StepRenamed,
    StepMoved,
    LineAdded,
    LineRemoved,
    LineMoved,
    FlowChanged,
    VariableChanged,
    FormChanged,

    /// <summary>Positions and sizes in the drawing; the flow does the same as before.</summary>
    LayoutChanged,
}

/// <summary>One thing in which two versions of a flow differ, as data and as a sentence.</summary>
public sealed record FlowDifference(DifferenceKind Kind, Sentence Sentence)
{
    public string? StepId { get; init; }
    public LocalText? Step { get; init; }

    /// <summary>What of the step, the form or the flow changed: the way to it in the JSON.</summary>
    public string? Input { get; init; }
    public string? Old { get; init; }
    public string? New { get; init; }

    /// <summary>Ids of the steps right before and after an added or removed step.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>What else there is to know of an added or removed step.</summary>
    public IReadOnlyList<Sentence> Details { get; init; } = [];
}
