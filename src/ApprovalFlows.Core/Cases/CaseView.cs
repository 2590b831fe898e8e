using System.Text.Json;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

/// <summary>A case as the person who asked may see it.</summary>
public sealed record CaseView
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Flow { get; init; }
    public required int FlowVersion { get; init; }
    public required string FlowVersionId { get; init; }
    public required string Title { get; init; }
    public required CaseStatus Status { get; init; }
    public required string Applicant { get; init; }
    public required bool IsOwn { get; init; }

    /// <summary>Values of the form; identity numbers are masked for everybody but the applicant.</summary>
    public required JsonElement Values { get; init; }
    public required IReadOnlyList<CaseFileView> Files { get; init; }
    public required IReadOnlyList<StepView> Steps { get; init; }
    public required IReadOnlyList<CorrectionView> Corrections { get; init; }
    public required IReadOnlyList<HistoryEntry> History { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public bool IsDeemedAccepted { get; init; }
    public string? FilingNumber { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosingReason { get; init; }

    /// <summary>How to contest the refusal; null when there is none.</summary>
    public Sentence? Remedy { get; init; }
    public int ExtensionDays { get; init; }
    public string? ExtensionReason { get; init; }
    public string? CertificateNumber { get; init; }
    public required int Revision { get; init; }
}

public sealed record CaseFileView(string Slot, Guid Id, string FileName, string ContentType, long Size, string Sha256);

/// <summary>A step that has begun. Steps still to come are told by <see cref="Flows.OutlineService"/>.</summary>
public sealed record StepView
{
    public required Guid TaskId { get; init; }
    public required string StepId { get; init; }
    public required LocalText Name { get; init; }
    public required string DepartmentCode { get; init; }
    public required LocalText Department { get; init; }

    /// <summary>open, done, or closed when the case ended before a decision.</summary>
    public required string Status { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why this date: the steps that lead to it. Null when no date can be told yet.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>Steps that several sign together have the same; null for those from before there were rounds.</summary>
    public Guid? RoundId { get; init; }

    /// <summary>Why it was closed without a decision that counts.</summary>
    public Sentence? Closing { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public string? Actor { get; init; }
    public bool IsDeemed { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

public sealed record CorrectionView(
    DateTimeOffset RequestedAt,
    LocalText RequestedBy,
    string Opinion,
    IReadOnlyList<CorrectionItem> Items,
    JsonElement ValuesBefore,
    DateTimeOffset? ResubmittedAt);

public sealed record HistoryEntry(
    int Sequence, DateTimeOffset At, string Actor, string Action, string? Reason, string? Rule);

public sealed record CaseListItem(
    string Number,
    string Flow,
    string Title,
    string Applicant,
    CaseStatus Status,
    DateTimeOffset SubmittedAt,
    string? CertificateNumber,
    LocalText? CurrentStep,
    LocalText? CurrentDepartment,
    DateTimeOffset? DueAt);
