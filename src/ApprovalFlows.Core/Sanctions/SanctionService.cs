using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>
/// Decisions against firms: their papers end, people who have to leave are told of, and what was decided may be
/// lifted again by another office than the one that asks for it.
/// </summary>
public sealed class SanctionService(
    AppDbContext db, CaseService cases, CertificateLifeService papers, NumberService numbers, Presence presence,
    SanctionMessages messages, DecisionInProgress decision, CurrentActor current, TimeProvider time)
{
    public const string LiftingOffice = "zone-office";
    private static readonly (string, string) Centre = (HearingService.Office, "window");
    private static readonly (string, string) Legal = (LiftingOffice, "approval");

    /// <summary>Gives effect to the decision in the commit that takes it.</summary>
    public async Task ImposeAsync(
        string instanceId, string measure, string mark, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var proceeding = (await db.Proceedings.FindAsync([file.Id], cancellation))!;
        // 行政处罚法 §59: a decision states its facts and reasons.
        var reasons = EnterpriseAnswers.MustBeText(decision.Task?.Opinion, "opinion", DecisionService.MaxOpinionLength);
        var now = time.GetUtcNow();
        var number = await LetterNumber.NextAsync(numbers, mark, ChinaTime.DateOf(now).Year, cancellation);
        file.Sanction(current.Actor, number, reasons, now);
        var sanction = new Sanction
        {
            CaseId = file.Id,
            CaseNumber = file.Number,
            EnterpriseId = proceeding.EnterpriseId,
            Number = number,
            Measure = measure,
            Ground = proceeding.Ground!,
            Region = file.Region,
            DecidedAt = now,
        };
        db.Sanctions.Add(sanction);
        await RevokeAsync(sanction, cancellation);
        await TellAsync(proceeding, sanction, cancellation);
    }

    public async Task<Sanction> ProposeLiftingAsync(
        Guid id, string? reason, CancellationToken cancellation = default)
    {
        if (!current.Actor.BelongsTo(HearingService.Office)) throw RuleViolation.Forbidden("OnlyHrProposesLifting");
        var (sanction, file, proceeding) = await FindAsync(id, cancellation);
        var why = EnterpriseAnswers.MustBeText(reason, "reason", EnterpriseAnswers.MaxReason);
        sanction.ProposeLifting(current.Actor, why, time.GetUtcNow());
        file.Record(current.Actor, "liftingProposed", why, null, time.GetUtcNow());
        await messages.TellPostAsync(
            proceeding, Legal, new Sentence("Sanction.LiftingProposed", sanction.Number, file.Applicant),
            $"lifting-{file.AuditCount}", $"/sanctions/{file.Number}", cancellation);
        return sanction;
    }

    /// <summary>What the decision ended stays ended; the firm may apply again.</summary>
    public async Task<Sanction> LiftAsync(Guid id, CancellationToken cancellation = default)
    {
        if (!current.Actor.BelongsTo(LiftingOffice)) throw RuleViolation.Forbidden("OnlyTheZoneLifts");
        var (sanction, file, proceeding) = await FindAsync(id, cancellation);
        sanction.Lift(current.Actor, time.GetUtcNow());
        file.Record(current.Actor, "sanctionLifted", sanction.LiftReason, null, time.GetUtcNow());
        await messages.TellFirmAsync(
            proceeding, new Sentence("Sanction.Lifted", sanction.Number), "lifted", cancellation);
        return sanction;
    }

    /// <summary>The decision that keeps a firm from new permits today.</summary>
    public static async Task<Sanction?> StandingAsync(
        AppDbContext db, Guid? enterprise, DateOnly today, CancellationToken cancellation = default)
    {
        if (enterprise is null) return null;
        var found = await db.Sanctions.AsNoTracking()
            .Where(row => row.EnterpriseId == enterprise && row.LiftedAt == null)
            .OrderByDescending(row => row.DecidedAt).ToListAsync(cancellation);
        return found.Find(row => row.StandsOn(today));
    }

    // A clear-out ends all that the firm holds of ours, the cancelling of a qualification the paper of its trade.
    private async Task RevokeAsync(Sanction sanction, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(sanction.DecidedAt);
        var firm = await db.Enterprises.SingleAsync(row => row.Id == sanction.EnterpriseId, cancellation);
        var trade = EnterpriseKinds.IsAgency(firm.Kind) ? CertificateKinds.LabourService : CertificateKinds.Employer;
        string[] kinds = sanction.Measure == SanctionRules.ClearOut
            ? [CertificateKinds.Employer, CertificateKinds.LabourService]
            : [trade];
        var held = await db.Certificates.Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == firm.Id && paper.WorkerId == null && kinds.Contains(paper.Kind)
                && paper.Status == CertificateStatus.Valid && paper.ValidTo >= today)
            .ToListAsync(cancellation);
        foreach (var paper in held)
            await papers.RevokeByAsync(paper, sanction.CaseId, sanction.Number, cancellation);
    }

    private async Task TellAsync(Proceeding proceeding, Sanction sanction, CancellationToken cancellation)
    {
        var measure = SanctionRules.Seed.MeasureName(sanction.Measure);
        await messages.TellFirmAsync(
            proceeding, new Sentence("Sanction.Decided", sanction.Number, measure, new Sentence("SanctionRemedy")),
            "decided", cancellation);
        var workers = await db.Workers
            .Where(row => row.EnterpriseId == sanction.EnterpriseId && row.MergedIntoId == null)
            .Select(row => row.Id).ToListAsync(cancellation);
        var left = await presence.ExitsAsync(workers, time.GetUtcNow(), cancellation);
        var here = workers.Count - left.Count;
        if (here == 0) return;
        var exits = new Sentence("Sanction.ExitsToArrange", sanction.Number, here);
        await messages.TellFirmAsync(proceeding, exits, "exits", cancellation);
        await messages.TellPostAsync(
            proceeding, Centre, exits, "exits", $"/workers?enterprise={sanction.EnterpriseId}", cancellation);
    }

    private async Task<(Sanction, Case, Proceeding)> FindAsync(Guid id, CancellationToken cancellation)
    {
        var sanction = await db.Sanctions.FindAsync([id], cancellation)
            ?? throw RuleViolation.NotFound("SanctionUnknown");
        var file = await db.Cases.SingleAsync(row => row.Id == sanction.CaseId, cancellation);
        return (sanction, file, (await db.Proceedings.FindAsync([file.Id], cancellation))!);
    }
}
