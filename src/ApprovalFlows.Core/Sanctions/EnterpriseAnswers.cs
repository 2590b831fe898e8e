using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Sanctions;

public sealed record EnterpriseAnswer(string? Text, bool WantsHearing, IReadOnlyList<Guid> Attachments);

/// <summary>
/// What a firm hands in: proof that an order was followed, a request for more time, its defence. What comes late is
/// kept and read, but moves nothing; a hearing is not to be had any more.
/// </summary>
public sealed class EnterpriseAnswers(
    AppDbContext db, CaseService cases, IntakeService intake, ProceedingDates dates, IWorkflowStore store,
    WorkflowRuntime runtime, CurrentActor current, TimeProvider time)
{
    public const string Proof = "proof";
    public const string Defence = "defence";
    public const string Hearing = "hearing";
    public const string Extension = "extension";
    public const string Silence = "silence";
    public const int MaxText = 4000;
    public const int MaxReason = 2000;

    /// <summary>Where the files of the firm lie in its case.</summary>
    public static IReadOnlyList<string> Slots { get; } = [Proof, Defence];

    public static string OutcomeOf(Proceeding proceeding) => proceeding switch
    {
        { Kind: ProceedingKind.Rectification } => Proof,
        { WantsHearing: true } => Hearing,
        _ => Defence,
    };

    /// <exception cref="RuleViolation">It is not this firm's to answer, or too late for a hearing.</exception>
    public async Task<Case> AnswerAsync(
        string number, EnterpriseAnswer answer, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        var text = MustBeText(answer.Text, "text", MaxText);
        var now = time.GetUtcNow();
        var isOrder = proceeding.Kind == ProceedingKind.Rectification;
        if (!isOrder && proceeding.NoticeServedAt is null) throw new RuleViolation("NoticeNotServed", number);
        var isInTime = ChinaTime.DateOf(now) <= dates.AnswerBy(proceeding);
        if (answer.WantsHearing && (isOrder || !isInTime || proceeding.AnsweredAt is not null))
            throw new RuleViolation("HearingTooLate", dates.AnswerBy(proceeding)!);
        proceeding.TakeAnswer(current.Actor, text, proceeding.WantsHearing || answer.WantsHearing, now);
        await AttachAsync(file, isOrder ? Proof : Defence, answer.Attachments, cancellation);
        var action = isOrder ? "proofHandedIn" : answer.WantsHearing ? "hearingAsked" : "defenceGiven";
        file.Record(current.Actor, action, text, isOrder ? "D§6.4" : "行政处罚法 §45, §64", now);
        if (isInTime) await ResumeAsync(file, OutcomeOf(proceeding), cancellation);
        return file;
    }

    /// <summary>Asked for once, before the day, and for so many working days at most.</summary>
    public async Task<Case> AskExtensionAsync(
        string number, DateOnly? until, string? reason, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        var why = MustBeText(reason, "reason", MaxReason);
        var now = time.GetUtcNow();
        if (proceeding.DueOn is not { } due || proceeding.AnsweredAt is not null)
            throw new RuleViolation("RectificationNotOpen", number);
        if (ChinaTime.DateOf(now) > due) throw new RuleViolation("RectificationPastDue", due);
        var latest = dates.LatestExtension(due);
        if (until is not { } day || day <= due || day > latest.DueOn)
            throw RuleViolation.Invalid(new Dictionary<string, IReadOnlyList<Texts.Sentence>>
            {
                ["until"] = [new("RectificationExtensionRange", due, latest.DueOn!), .. latest.Steps],
            });
        proceeding.AskExtension(day, why, now);
        file.Record(current.Actor, "extensionAsked", $"{day:yyyy-MM-dd} · {why}", "D§6.4", now);
        await ResumeAsync(file, Extension, cancellation);
        return file;
    }

    private async Task<(Case File, Proceeding Proceeding)> FindAsync(string number, CancellationToken cancellation)
    {
        var file = await cases.Visible().WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var proceeding = await db.Proceedings.FindAsync([file.Id], cancellation)
            ?? throw RuleViolation.NotFound("ProceedingUnknown", number);
        if (current.Actor.EnterpriseId != proceeding.EnterpriseId || current.Actor.WorkerId is not null)
            throw RuleViolation.Forbidden("OnlyTheFirmAnswers");
        return file.Status == CaseStatus.InReview
            ? (file, proceeding)
            : throw new RuleViolation("CaseNotInThatState", number);
    }

    private async Task AttachAsync(
        Case file, string slot, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var slots = new Dictionary<string, IReadOnlyList<Guid>> { [slot] = ids };
        await intake.FindFilesAsync(new Submission(default, slots), file.Id, cancellation);
        var had = await db.CaseFiles.Where(row => row.CaseId == file.Id && row.Slot == slot)
            .Select(row => row.AttachmentId).ToListAsync(cancellation);
        if (had.Union(ids).Count() > AttachmentLimits.MaxPerCase)
            throw RuleViolation.Invalid("attachments", "TooManyAttachments", AttachmentLimits.MaxPerCase);
        db.CaseFiles.AddRange(ids.Distinct().Except(had)
            .Select(id => new CaseFile { CaseId = file.Id, Slot = slot, AttachmentId = id }));
    }

    // While the office decides about more time, or has gone on, nothing waits; the flow reads it when it comes back.
    private async Task ResumeAsync(Case file, string outcome, CancellationToken cancellation)
    {
        var waiting = (await store.FindBookmarksAsync(
            new BookmarkFilter { InstanceId = file.InstanceId }, cancellation))
            .FirstOrDefault(bookmark => bookmark.Name == AwaitEnterprise.Bookmark);
        if (waiting is null) return;
        await runtime.ResumeWaitingAsync(
            new ResumeRequest
            {
                InstanceId = file.InstanceId,
                BookmarkId = waiting.Id,
                Input = new Dictionary<string, object?> { ["Outcome"] = outcome },
            },
            cancellation);
    }

    internal static string MustBeText(string? text, string field, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) throw RuleViolation.Invalid(field, "FieldRequired");
        return text.Trim().Length <= most
            ? text.Trim()
            : throw RuleViolation.Invalid(field, "ReasonTooLong", most);
    }
}
