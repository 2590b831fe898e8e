using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

public enum ReviewTaskStatus
{
    Open,
    Decided,

    /// <summary>Closed without a decision because the case ended.</summary>
    Closed,

    /// <summary>Its owner waits for the opinions of others.</summary>
    Waiting,
}

/// <summary>One step of a case that waits for, or has, the decision of an office.</summary>
public sealed partial class ReviewTask
{
    /// <summary>No statutory time limit: only the working days of the flow count.</summary>
    public const string NoTimeLimit = "";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string InstanceId { get; init; }
    public required string BookmarkId { get; set; }

    /// <summary>Id of the review step in the flow.</summary>
    public required string StepId { get; set; }
    public required string TitleZh { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string DepartmentCode { get; init; }
    public required string PostCode { get; init; }

    /// <summary>What may be decided, in the order of the flow; the first one is the favourable one.</summary>
    public required List<string> Outcomes { get; init; }

    /// <summary>Other words that are taken for one of the outcomes.</summary>
    public Dictionary<string, string> Synonyms { get; init; } = [];

    /// <summary>Time limit (see Deadlines) that this step has to keep, or <see cref="NoTimeLimit"/>.</summary>
    public required string TimeLimit { get; init; }
    public int? WorkingDays { get; init; }

    /// <summary>The fact the time limit counts from: receipt, acceptance or decision.</summary>
    public required DateTimeOffset ClockStart { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; set; }
    public ReviewTaskStatus Status { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public string? AssigneeName { get; private set; }
    public string? Outcome { get; private set; }
    public string? Opinion { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>True when the law took the decision because the office let the time pass.</summary>
    public bool IsDeemed { get; private set; }
    public int Revision { get; private set; } = 1;

    public void Claim(Actor by)
    {
        MustBeOpen();
        MustBeFor(by);
        MustBeFree(by);
        AssigneeId = by.UserId;
        AssigneeName = by.DisplayName;
        Revision++;
    }

    public void Release(Actor by)
    {
        MustBeOpen();
        MustBeFor(by);
        if (AssigneeId is null) throw new RuleViolation("TaskNotClaimed");
        MustBeFree(by);
        if (IsPersonal) throw new RuleViolation("TaskIsPersonal", AssigneeName!);
        AssigneeId = null;
        AssigneeName = null;
        Revision++;
    }

    /// <summary>Takes the decision; returns the outcome as the flow names it.</summary>
    public string Decide(Actor by, string outcome, string? opinion, int revision, DateTimeOffset now)
    {
        MustBeFor(by);
        MustBeOpen();
        if (revision != Revision) throw new RuleViolation("TaskChangedMeanwhile", Revision);
        MustBeFree(by);
        var chosen = Outcomes.Contains(outcome) ? outcome : Synonyms.GetValueOrDefault(outcome)
            ?? throw RuleViolation.Invalid("outcome", "OutcomeUnknown", string.Join(", ", Outcomes));
        if (chosen != Outcomes[0] && string.IsNullOrWhiteSpace(opinion))
            throw RuleViolation.Invalid("opinion", "OpinionRequired");

        Finish(chosen, by, opinion?.Trim(), now);
        return chosen;
    }

    /// <summary>行政许可法 §32(4): silence within the time limit counts as this outcome.</summary>
    public void Deem(string outcome, DateTimeOffset now)
    {
        MustBeOpen();
        IsDeemed = true;
        Finish(outcome, Actor.System, null, now);
    }

    public void Close(DateTimeOffset now)
    {
        if (!IsUnfinished) return;
        Status = ReviewTaskStatus.Closed;
        FinishedAt = now;
        Revision++;
    }

    private void Finish(string outcome, Actor by, string? opinion, DateTimeOffset now)
    {
        Status = ReviewTaskStatus.Decided;
        Outcome = outcome;
        Opinion = opinion;
        DecidedById = by.UserId;
        DecidedByName = by.DisplayName;
        FinishedAt = now;
        Revision++;
    }

    private void MustBeOpen()
    {
        if (Status == ReviewTaskStatus.Decided)
            throw new RuleViolation("TaskAlreadyDecided", DecidedByName!, FinishedAt!.Value);
        if (Status == ReviewTaskStatus.Waiting) throw new RuleViolation("TaskWaits");
        if (Status != ReviewTaskStatus.Closed) return;
        throw ClosedBecause is null or CloseReason.Withdrawn
            ? new RuleViolation("TaskClosed")
            : new RuleViolation(RuleKind.Conflict, Closing!);
    }

    private void MustBeFor(Actor by)
    {
        if (!IsFor(by))
            throw RuleViolation.Forbidden("TaskOfAnotherOffice", new LocalText(TitleZh, TitleVi, TitleEn));
    }

    private void MustBeFree(Actor by)
    {
        if (AssigneeId is not null && AssigneeId != by.UserId)
            throw new RuleViolation("TaskClaimedByOther", AssigneeName!);
    }
}
