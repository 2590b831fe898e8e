using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Why, and from which day; today where none is named.</summary>
public sealed record LifeRequest(string? Reason, DateOnly? From = null, string? Hearing = null);

/// <summary>
/// What becomes of a certificate after it was issued. What rests on it follows by itself: nothing is written to
/// the papers below, so nothing has to be undone when the cause ends.
/// </summary>
public sealed class CertificateLifeService(
    AppDbContext db, HoldPreviewService previews, CurrentActor current, TimeProvider time)
{
    public const int MaxReason = 500;

    /// <summary>Refuses those who may not do it, before they fill in anything.</summary>
    public async Task MustAllowAsync(
        string number, bool isSurrender, CancellationToken cancellation = default)
    {
        var paper = await FindAsync(number, cancellation);
        if (!isSurrender || !LifeRights.IsHolder(current.Actor, paper)) MustKeep(paper);
    }

    /// <summary>What the act would hold up, for those who may do it and the auditor; from today unless told.</summary>
    public async Task<HoldPreview> PreviewAsync(
        string number, HoldAct act, DateOnly? from, int page = 1, int pageSize = 20,
        CancellationToken cancellation = default)
    {
        var paper = await FindAsync(number, cancellation);
        var mayLook = LifeRights.IsHolder(current.Actor, paper) || current.Actor.IsIn(Roles.Auditor);
        if (!mayLook) MustKeep(paper);
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return await previews.PreviewAsync(paper, act, from ?? today, page, pageSize, cancellation);
    }

    public Task<Certificate> SuspendAsync(
        string number, LifeRequest request, CancellationToken cancellation = default) =>
        ActAsync(number, request, "certificateSuspended", "行政处罚法 §9(3)",
            (paper, act) => paper.Suspend(act), cancellation);

    public Task<Certificate> ReinstateAsync(
        string number, LifeRequest request, CancellationToken cancellation = default) =>
        ActAsync(number, request, "certificateReinstated", "行政处罚法 §9(3)",
            (paper, act) => paper.Reinstate(act), cancellation);

    /// <summary>行政处罚法 §63: no licence is taken away before the holder could ask for a hearing, so minutes or
    /// waiver are named.</summary>
    public Task<Certificate> RevokeAsync(
        string number, LifeRequest request, CancellationToken cancellation = default)
    {
        var hearing = MustBeText(request.Hearing, "hearing");
        var both = request with { Reason = $"{MustBeText(request.Reason, "reason")}（听证：{hearing}）" };
        return ActAsync(number, both, "certificateRevoked", "行政许可法 §69; 行政处罚法 §63",
            (paper, act) => paper.Revoke(act), cancellation);
    }

    /// <summary>By a decision in a case about its holder, whose office answers for it; from today.</summary>
    public async Task RevokeByAsync(
        Certificate paper, Guid cause, string decision, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var act = new CertificateAct(
            current.Actor, ChinaTime.DateOf(now), decision, "行政处罚法 §9(3), §63", now, cause);
        paper.Revoke(act);
        await RecordAsync(paper, "certificateRevoked", act, cancellation);
    }

    public Task<Certificate> CancelAsync(
        string number, LifeRequest request, CancellationToken cancellation = default) =>
        ActAsync(number, request, "certificateCancelled", "行政许可法 §70",
            (paper, act) => paper.Cancel(act), cancellation);

    /// <summary>By the holder, or by the office that takes it back.</summary>
    public async Task<Certificate> SurrenderAsync(
        string number, LifeRequest request, CancellationToken cancellation = default)
    {
        var paper = await FindAsync(number, cancellation);
        if (!LifeRights.IsHolder(current.Actor, paper)) MustKeep(paper);
        var act = ActOf(paper, request, "行政许可法 §70");
        paper.Surrender(act);
        await RecordAsync(paper, "certificateSurrendered", act, cancellation);
        return paper;
    }

    private async Task<Certificate> ActAsync(
        string number, LifeRequest request, string action, string rule,
        Action<Certificate, CertificateAct> change, CancellationToken cancellation)
    {
        var paper = await FindAsync(number, cancellation);
        MustKeep(paper);
        var act = ActOf(paper, request, rule);
        change(paper, act);
        await RecordAsync(paper, action, act, cancellation);
        return paper;
    }

    // A paper of others is ended when one hears of it, which may be later; ours never behind the holder's back.
    private CertificateAct ActOf(Certificate paper, LifeRequest request, string rule)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var from = request.From ?? today;
        if (from < today && paper.IssuerDepartmentCode.Length > 0)
            throw RuleViolation.Invalid("from", "LifeActInThePast", today);
        return new CertificateAct(current.Actor, from, MustBeText(request.Reason, "reason"), rule, now);
    }

    private async Task RecordAsync(
        Certificate paper, string action, CertificateAct act, CancellationToken cancellation)
    {
        if (paper.CaseId is not { } id || await db.Cases.FindAsync([id], cancellation) is not { } file) return;
        file.Record(act.By, action, $"{paper.Number} · {act.From:yyyy-MM-dd} · {act.Reason}", act.Rule, act.Now);
    }

    private async Task<Certificate> FindAsync(string number, CancellationToken cancellation)
    {
        var wanted = number.Trim().ToUpperInvariant();
        var found = await db.Certificates.Include(paper => paper.Suspensions)
            .Where(paper => paper.Number == wanted)
            .OrderBy(paper => paper.IssuerDepartmentCode == "").ThenByDescending(paper => paper.IssuedAt)
            .FirstOrDefaultAsync(cancellation);
        return found ?? throw RuleViolation.NotFound("CertificateUnknown", number);
    }

    // Our numbers may be verified by anybody; that a pass of that number exists is nobody's business.
    private void MustKeep(Certificate paper)
    {
        if (LifeRights.MayKeep(current.Actor, paper)) return;
        throw paper.IssuerDepartmentCode.Length > 0
            ? RuleViolation.Forbidden("NotKeeper", paper.Number)
            : RuleViolation.NotFound("CertificateUnknown", paper.Number);
    }

    private static string MustBeText(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) throw RuleViolation.Invalid(field, "FieldRequired");
        return text.Trim().Length <= MaxReason
            ? text.Trim()
            : throw RuleViolation.Invalid(field, "ReasonTooLong", MaxReason);
    }
}
