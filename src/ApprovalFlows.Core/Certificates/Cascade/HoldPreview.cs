namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>What could happen to a paper that holds others up.</summary>
public enum HoldAct
{
    Suspension,
    Revocation,
    Cancellation,
    Surrender,
    Expiry,
    Exit,
}

/// <summary>A paper that would be held up, and from which day to which.</summary>
public sealed record HeldPaper(
    Guid WorkerId, string HolderName, string Number, string Kind, DateOnly From, DateOnly To);

/// <summary>Whom and what an act would hold up: counted in full, listed by pages.</summary>
public sealed record HoldPreview(
    string Number,
    HoldAct Act,
    DateOnly From,
    int Workers,
    IReadOnlyDictionary<string, int> ByKind,
    Paged<HeldPaper> Held);
