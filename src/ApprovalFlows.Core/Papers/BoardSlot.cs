using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Papers;

public enum SlotState
{
    Valid,
    EndsSoon,
    Missing,
    NotYetValid,
    Expired,
    Suspended,

    /// <summary>Revoked, cancelled, surrendered or replaced by none that counts.</summary>
    Ended,
    UsedUp,

    /// <summary>It stands, but what it rests on does not.</summary>
    Held,

    /// <summary>It does not name the area where the worker works.</summary>
    WrongArea,
    NotNeeded,
}

public enum Lamp
{
    Red,
    Amber,
    Green,
}

/// <summary>What to do next, in words, and the flow where it is done.</summary>
public sealed record NextStep(Sentence Words, string? Flow);

/// <summary>
/// A slot as it stands today. <see cref="End"/> is the last day of the cover without a break, over all papers
/// that follow on each other; <see cref="Spans"/> are all days that papers of the slot cover.
/// </summary>
public sealed record BoardSlot(
    PaperSlot Slot,
    SlotState State,
    Certificate? Paper,
    DateOnly? End,
    IReadOnlyList<DaySpan> Spans,
    IReadOnlyList<PaperCause> Causes,
    NextStep? Next)
{
    public bool IsGood => State is SlotState.Valid or SlotState.EndsSoon;
}

/// <summary>Days of the agreement without the insurance.</summary>
public sealed record CoverGap(PaperSlot Slot, DateOnly From, DateOnly To);
