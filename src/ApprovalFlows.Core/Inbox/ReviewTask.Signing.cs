using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>What the person of a task was asked for.</summary>
public enum TaskPart
{
    /// <summary>A signature that counts.</summary>
    Signer,

    /// <summary>委派: an opinion for the person who delegated and decides.</summary>
    Delegate,

    /// <summary>前加签: an opinion before the person who asked decides.</summary>
    Before,
}

/// <content>The place of a task in its round.</content>
public sealed partial class ReviewTask
{
    /// <summary>None for tasks from before there were rounds: those are rounds of one person.</summary>
    public Guid? RoundId { get; set; }
    public Guid? SeatId { get; set; }
    public int Pass { get; init; } = 1;
    public int Weight { get; init; } = 1;
    public TaskPart Part { get; init; }

    /// <summary>The task whose owner asked for this opinion.</summary>
    public Guid? AskedById { get; init; }

    /// <summary>Addressed to the assignee in person; it cannot be released into the post.</summary>
    public bool IsPersonal { get; private set; }

    /// <summary>Why it was closed without a decision that counts; the end of a resource key.</summary>
    public string? ClosedBecause { get; private set; }
    public string? ClosedByName { get; private set; }

    public bool IsAdvice => Part != TaskPart.Signer;

    /// <summary>Neither decided nor closed.</summary>
    public bool IsUnfinished => Status is ReviewTaskStatus.Open or ReviewTaskStatus.Waiting;

    /// <summary>The same matter for another signer, or for the same one again.</summary>
    public ReviewTask For(Seat seat, ReviewRound round) =>
        Copy(seat.Department, seat.Post, round, seat.Weight, seat.Id).AddressTo(seat.UserId, seat.UserName);

    /// <summary>Asks a person for an opinion.</summary>
    public ReviewTask AskFor(TaskPart part, PostHolder person, ReviewRound round)
    {
        var asked = Copy(person.Department, person.Post, round, 1, null, part, Id);
        asked.Outcomes.Remove(RoundVote.Return);
        return asked.AddressTo(person.UserId, person.DisplayName);
    }

    /// <summary>The matter of this task as a question to an earlier step, within the time this one has.</summary>
    public ReviewTask AsQuestionTo(ReviewTask earlier, ReviewRound detour)
    {
        var question = earlier.Copy(earlier.DepartmentCode, earlier.PostCode, detour, 1, null);
        question.Outcomes.Remove(RoundVote.Return);
        return new ReviewTask
        {
            CaseId = question.CaseId,
            Flow = question.Flow,
            InstanceId = question.InstanceId,
            BookmarkId = question.BookmarkId,
            StepId = question.StepId,
            TitleZh = question.TitleZh,
            TitleVi = question.TitleVi,
            TitleEn = question.TitleEn,
            DepartmentCode = question.DepartmentCode,
            PostCode = question.PostCode,
            Outcomes = question.Outcomes,
            Synonyms = question.Synonyms,
            TimeLimit = TimeLimit,
            WorkingDays = WorkingDays,
            ClockStart = ClockStart,
            CreatedAt = CreatedAt,
            DueAt = DueAt,
            IsTier = question.IsTier,
            WhenNobody = question.WhenNobody,
        };
    }

    /// <summary>Asks the same person for the same opinion once more.</summary>
    public ReviewTask AskAgain(ReviewRound round) =>
        Copy(DepartmentCode, PostCode, round, 1, null, Part, AskedById)
            .AddressTo(AssigneeId, AssigneeName);

    /// <summary>Waits again, for an opinion that was taken back.</summary>
    public void WaitAgain()
    {
        MustBeOpen();
        Status = ReviewTaskStatus.Waiting;
        Revision++;
    }

    public void Assign(Guid userId, string name)
    {
        AssigneeId = userId;
        AssigneeName = name;
    }

    /// <summary>Whether this person may act on the task now, as the person saw it.</summary>
    public void MustBeReadyFor(Actor by, int revision)
    {
        MustBeFor(by);
        MustBeOpen();
        if (revision != Revision) throw new RuleViolation("TaskChangedMeanwhile", Revision);
        MustBeFree(by);
    }

    /// <summary>Waits for the opinions of others; it stays with the person who asked for them.</summary>
    public void WaitFor(Actor by)
    {
        MustBeOpen();
        Assign(by.UserId, by.DisplayName);
        Status = ReviewTaskStatus.Waiting;
        Revision++;
    }

    /// <summary>The opinions are there.</summary>
    public void GoOn()
    {
        if (Status != ReviewTaskStatus.Waiting) return;
        Status = ReviewTaskStatus.Open;
        Revision++;
    }

    public void Close(DateTimeOffset now, string because, string? byName)
    {
        if (IsUnfinished) Void(now, because, byName);
    }

    /// <summary>What was decided counts no longer; what it was stays readable.</summary>
    public void Void(DateTimeOffset now, string because, string? byName)
    {
        Status = ReviewTaskStatus.Closed;
        ClosedBecause = because;
        ClosedByName = byName;
        FinishedAt = now;
        Revision++;
    }

    /// <summary>Why it was closed, by whom and when; null while it is not, or when nobody wrote it down.</summary>
    public Sentence? Closing => ClosedBecause is { } because && FinishedAt is { } at
        ? new Sentence("Closed." + because, ClosedByName ?? "", at)
        : null;

    public bool MayBeDecidedBy(Actor by) => Status == ReviewTaskStatus.Open && IsFor(by)
        && (AssigneeId is not { } has || IsOwnerOrDeputy(by, has));

    public bool IsFor(Actor by) => IsPersonal && AssigneeId is { } has
        ? IsOwnerOrDeputy(by, has)
        : by.Holds(DepartmentCode, PostCode);

    private bool IsOwnerOrDeputy(Actor by, Guid owner) =>
        owner == by.UserId || by.Represents(owner, DepartmentCode, PostCode);

    private ReviewTask AddressTo(Guid? userId, string? name)
    {
        if (userId is not { } person) return this;
        IsPersonal = true;
        Assign(person, name ?? "");
        return this;
    }

    private ReviewTask Copy(
        string department,
        string post,
        ReviewRound round,
        int weight,
        Guid? seat,
        TaskPart part = TaskPart.Signer,
        Guid? askedBy = null) => new()
        {
            CaseId = CaseId,
            Flow = Flow,
            InstanceId = InstanceId,
            BookmarkId = round.BookmarkId,
            StepId = round.StepId,
            TitleZh = TitleZh,
            TitleVi = TitleVi,
            TitleEn = TitleEn,
            DepartmentCode = department,
            PostCode = post,
            Outcomes = [.. Outcomes],
            Synonyms = new(Synonyms),
            TimeLimit = TimeLimit,
            WorkingDays = WorkingDays,
            ClockStart = ClockStart,
            // The time of the step does not begin anew because somebody else signs.
            CreatedAt = CreatedAt,
            DueAt = DueAt,
            RoundId = round.Id,
            Pass = round.Pass,
            SeatId = seat,
            Weight = weight,
            Part = part,
            AskedById = askedBy,
            // An opinion is no decision of the tier, whoever gives it.
            IsTier = IsTier && part == TaskPart.Signer,
            WhenNobody = WhenNobody,
        };
}
