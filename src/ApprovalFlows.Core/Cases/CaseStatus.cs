namespace ApprovalFlows.Core.Cases;

public enum CaseStatus
{
    /// <summary>Received; the window has not yet decided whether it accepts it.</summary>
    Submitted,
    InReview,

    /// <summary>The applicant owes a correction (补正).</summary>
    CorrectionRequested,
    Approved,
    Issued,
    Refused,
    NotAccepted,
    Withdrawn,
    Cancelled,

    /// <summary>What an office opened of its own accord came to its end.</summary>
    Closed,
}

public static class CaseStatuses
{
    /// <summary>Those of a case that has not come to its end.</summary>
    public static IReadOnlyList<CaseStatus> Open { get; } =
        [.. Enum.GetValues<CaseStatus>().Where(status => !status.IsClosed())];

    public static bool IsClosed(this CaseStatus status) => status
        is CaseStatus.Issued or CaseStatus.Refused or CaseStatus.NotAccepted
        or CaseStatus.Withdrawn or CaseStatus.Cancelled or CaseStatus.Closed;
}
