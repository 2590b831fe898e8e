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

    /// <summary>No rung is left.</summary>
    internal static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DateTimeOffset? dueAt;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>That of the case; here because the inbox is looked through by it.</summary>
    public string Flow { get; set; } = "";
    public required string InstanceId { get; init; }
    public required string BookmarkId { get; set; }

    /// <summary>Id of the review step in the flow.</summary>
    public required string StepId { get; set; }
    public required string TitleZh { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string DepartmentCode { get; init; }
    public required string PostCode { get; set; }

    /// <summary>Whether it is one of the tiers that different persons decide.</summary>
    public bool IsTier { get; init; }

    /// <summary>What the step does when nobody can decide it; see <see cref="Inbox.WhenNobody"/>.</summary>
    public string? WhenNobody { get; init; }

    /// <summary>The post the flow named, when the task lies with those above it.</summary>
    public string? MeantPost { get; private set; }

    /// <summary>Nobody may decide it: an administrator has to find somebody.</summary>
    public bool IsUnattended { get; private set; }

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
    public DateTimeOffset? DueAt
    {
        get => dueAt;
        set
        {
            dueAt = value;
            RemindAgain();
        }
    }

    /// <summary>When the reminders look at this task next; at once while it is new or its date moved.</summary>
    public DateTimeOffset RemindAt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The due date to sort by, which the database works out: what is never due comes last.</summary>
    public DateTimeOffset DueOrder { get; private set; }
    public ReviewTaskStatus Status { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public string? AssigneeName { get; private set; }
    public string? Outcome { get; private set; }
    public string? Opinion { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }

    /// <summary>The holder in whose place a deputy decided.</summary>
    public Guid? DecidedForId { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>True when the law took the decision because the office let the time pass.</summary>
    public bool IsDeemed { get; private set; }
    public int Revision { get; private set; } = 1;

    /// <summary>A statutory limit other than those for acceptance and delivery makes a step a tier.</summary>
    public static bool IsTierOf(string? limit) => limit is not (null or NoTimeLimit
        or Deadlines.TimeLimits.Acceptance or Deadlines.TimeLimits.Delivery
        or Deadlines.TimeLimits.PenaltyDelivery);
    public void RemindAgain() => RemindAt = DateTimeOffset.UnixEpoch;

    public void RemindNext(DateTimeOffset? at) => RemindAt = at ?? Never;

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

    /// <summary>Puts it before another post of the same office, or marks that nobody can decide it.</summary>
    public void Address(string post, bool isUnattended)
    {
        if (!IsUnfinished) MustBeOpen();
        if (post != PostCode) MeantPost ??= PostCode;
        if (post == MeantPost) MeantPost = null;
        PostCode = post;
        IsUnattended = isUnattended;
        Revision++;
    }

    /// <summary>Gives it to a successor, or back to the office when there is none.</summary>
    public void HandOver(Guid from, Guid? successor, string? name)
    {
        if (!IsUnfinished) MustBeOpen();
        if (AssigneeId != from) throw new RuleViolation("TaskNotClaimed");
        AssigneeId = successor;
        AssigneeName = name;
        IsPersonal &= successor is not null;
        Revision++;
    }

    private void Finish(string outcome, Actor by, string? opinion, DateTimeOffset now)
    {
        Status = ReviewTaskStatus.Decided;
        Outcome = outcome;
        Opinion = opinion;
        DecidedById = by.UserId;
        DecidedByName = by.SignedName;
        DecidedForId = by.Acting?.ForId;
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
        if (AssigneeId is { } has && has != by.UserId && !by.Represents(has, DepartmentCode, PostCode))
            throw new RuleViolation("TaskClaimedByOther", AssigneeName!);
    }
}
