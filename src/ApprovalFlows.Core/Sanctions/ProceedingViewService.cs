using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>A file that the firm handed in.</summary>
public sealed record AnswerFile(Guid Id, string Name);

/// <summary>A proceeding as its reader may see it, with what he may do now.</summary>
public sealed record ProceedingView(
    Proceeding Proceeding, string Enterprise, CaseStatus Status, Deadline? AnswerBy, IReadOnlyList<Hearing> Hearings,
    Sanction? Sanction, Listing? Listing)
{
    public Hearing? Hearing => Hearings.FirstOrDefault(row => row.AnnouncedAt >= Proceeding.NoticeServedAt);
    public IReadOnlyList<AnswerFile> Files { get; init; } = [];
    public bool MayAnswer { get; init; }
    public bool MayAskHearing { get; init; }
    public bool MayAskExtension { get; init; }
    public bool MayAnnounce { get; init; }
    public bool MayRecord { get; init; }
    public bool MayConfirm { get; init; }
    public bool MayProposeClearOut { get; init; }
    public bool MayProposeLifting { get; init; }
    public bool MayLift { get; init; }

    /// <summary>Of a clear-out: an order is to be made in its place, and none was.</summary>
    public bool OwesOrder { get; init; }
    public bool MayOrder => OwesOrder && MayOpen;

    /// <summary>Of a clear-out: the case of the order that rests on it.</summary>
    public string? OrderInstead { get; init; }
    public bool MayOpen { get; init; }
}

/// <summary>Shows a proceeding to the firm, the offices of its case and the chair of its hearing.</summary>
public sealed class ProceedingViewService(
    AppDbContext db, CaseService cases, ProceedingDates dates, Openings openings, CurrentActor current,
    TimeProvider time)
{
    public async Task<ProceedingView> ShowAsync(string number, CancellationToken cancellation = default)
    {
        var proceeding = await db.Proceedings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseNumber == number, cancellation)
            ?? throw RuleViolation.NotFound("ProceedingUnknown", number);
        var hearings = await db.Hearings.AsNoTracking().Where(row => row.CaseId == proceeding.CaseId)
            .OrderByDescending(row => row.AnnouncedAt).ToListAsync(cancellation);
        var file = await cases.Visible().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == proceeding.CaseId, cancellation);
        var isChair = hearings.Exists(row => row.ChairId == current.Actor.UserId);
        if (file is null && !isChair) throw RuleViolation.NotFound("ProceedingUnknown", number);
        file ??= await db.Cases.AsNoTracking().SingleAsync(row => row.Id == proceeding.CaseId, cancellation);
        var sanction = await db.Sanctions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == proceeding.CaseId, cancellation);
        var view = new ProceedingView(
            proceeding, file.Applicant, file.Status, AnswerBy(proceeding), hearings, sanction,
            sanction is null ? null : dates.Listing(sanction))
        {
            Files = await db.CaseFiles.AsNoTracking()
                .Where(link => link.CaseId == proceeding.CaseId && EnterpriseAnswers.Slots.Contains(link.Slot))
                .Join(db.Attachments, link => link.AttachmentId, stored => stored.Id, (_, stored) =>
                    new AnswerFile(stored.Id, stored.FileName))
                .ToListAsync(cancellation),
            OwesOrder = await openings.OwesOrderAsync(proceeding, cancellation),
            OrderInstead = await openings.OrderInsteadAsync(proceeding, cancellation),
        };
        return WithActs(view);
    }

    /// <summary>What a new proceeding takes over from its source; null when the reader may see none.</summary>
    public async Task<string?> FactsAsync(string number, CancellationToken cancellation = default)
    {
        var text = await cases.Visible().AsNoTracking()
            .Where(file => file.Number == number && db.Proceedings.Any(row => row.CaseId == file.Id))
            .Select(file => file.Values).FirstOrDefaultAsync(cancellation);
        if (text is null) return null;
        using var values = JsonDocument.Parse(text);
        return values.RootElement.TextOf("facts");
    }

    private Deadline? AnswerBy(Proceeding proceeding) => proceeding.Kind == ProceedingKind.ClearOut
        ? dates.DefenceBy(proceeding)
        : null;

    private ProceedingView WithActs(ProceedingView view)
    {
        var (proceeding, actor) = (view.Proceeding, current.Actor);
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var isOrder = proceeding.Kind == ProceedingKind.Rectification;
        var isOpen = view.Status == CaseStatus.InReview;
        var isFirm = actor.EnterpriseId == proceeding.EnterpriseId && actor.WorkerId is null;
        var isHr = actor.BelongsTo(HearingService.Office);
        var isInTime = today <= dates.AnswerBy(proceeding);
        var hearing = view.Hearing;
        var isChair = hearing?.ChairId == actor.UserId;
        var stands = view.Sanction is { LiftedAt: null };
        return view with
        {
            MayAnswer = isFirm && isOpen && (isOrder || proceeding.NoticeServedAt is not null),
            MayAskHearing = isFirm && isOpen && !isOrder && isInTime && proceeding.AnsweredAt is null,
            MayAskExtension = isFirm && isOpen && isOrder && isInTime && proceeding.AnsweredAt is null
                && proceeding.ExtensionAskedAt is null && proceeding.ExtendedAt is null,
            MayAnnounce = isHr && isOpen && proceeding.WantsHearing && hearing?.Minutes is null,
            MayRecord = isChair && isOpen && hearing is { IsComplete: false } && time.GetUtcNow() >= hearing.HeldAt,
            MayConfirm = (isFirm || isChair) && isOpen && hearing is { Minutes: not null, IsComplete: false },
            MayOpen = SanctionRules.MayOpen(actor),
            MayProposeClearOut = SanctionRules.MayOpen(actor)
                && proceeding is { Kind: ProceedingKind.Rectification, Outcome: ProceedingService.Failed },
            MayProposeLifting = isHr && stands && view.Sanction!.LiftProposedAt is null,
            MayLift = actor.BelongsTo(SanctionService.LiftingOffice) && stands
                && view.Sanction!.LiftProposedAt is not null && view.Sanction.LiftProposedById != actor.UserId,
        };
    }
}
