using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>Registers enterprises and changes what is known of them.</summary>
public sealed class EnterpriseService(AppDbContext db, EnterpriseSight sight, RegisterLog log)
{
    public async Task<Enterprise> MustFindAsync(Guid id, CancellationToken cancellation = default) =>
        await db.Enterprises.FindAsync([id], cancellation) is { } firm && await sight.SeesAsync(firm, cancellation)
            ? firm
            : throw RuleViolation.NotFound("FirmUnknown");

    /// <param name="texts">By the names of <see cref="EnterpriseFields"/>.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<Enterprise> RegisterAsync(
        IReadOnlyDictionary<string, string?> texts, CancellationToken cancellation = default)
    {
        if (!sight.MayRegister) throw RuleViolation.Forbidden("NotAllowed");
        var firm = new Enterprise { Name = "", UnifiedSocialCreditCode = "", Kind = "", AreaCode = "" };
        await WriteAsync(firm, texts, cancellation);
        db.Enterprises.Add(firm);
        log.Add(RegisterLog.Enterprises, firm.Id, "created");
        return firm;
    }

    public async Task<Enterprise> ChangeAsync(
        Guid id,
        IReadOnlyDictionary<string, string?> texts,
        string? reason,
        int? revision = null,
        CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var firm = await MustFindAsync(id, cancellation);
        if (texts.Keys.Except(sight.ChangeableOf(firm)).Any()) throw RuleViolation.Forbidden("NotAllowed");
        if (revision is { } seen && seen != firm.Revision) throw new RuleViolation("RecordChanged");
        var before = EnterpriseFields.ToTexts(firm);
        var merged = new Dictionary<string, string?>(before);
        foreach (var (field, text) in texts) merged[field] = text;
        await WriteAsync(firm, merged, cancellation);
        var after = EnterpriseFields.ToTexts(firm);
        var difference = new RecordDifference();
        foreach (var field in EnterpriseFields.All) difference.Note(field, before[field], after[field]);
        if (difference.IsEmpty) return firm;
        firm.Revision++;
        log.Add(RegisterLog.Enterprises, firm.Id, "changed", why, difference);
        return firm;
    }

    /// <summary>The identity number of the representative, for a reason that is recorded.</summary>
    public async Task<string> UnmaskAsync(
        Guid id, string field, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var firm = await MustFindAsync(id, cancellation);
        var seen = await sight.OfAsync(firm, cancellation);
        if (Visibility.FieldOf(field)?.MayUnmask(seen) != true || field != EnterpriseFields.RepresentativeId)
            throw RuleViolation.Forbidden("NotUnmasked");
        var difference = new RecordDifference();
        difference.Fields[field] = [null, null];
        log.Add(RegisterLog.Enterprises, firm.Id, "unmasked", why, difference);
        return firm.RepresentativeId ?? "";
    }

    private async Task WriteAsync(
        Enterprise firm, IReadOnlyDictionary<string, string?> texts, CancellationToken cancellation)
    {
        var check = EnterpriseFields.Write(firm, texts, log.Today);
        if (check.IsRight && await db.Enterprises.AnyAsync(
            row => row.UnifiedSocialCreditCode == firm.UnifiedSocialCreditCode && row.Id != firm.Id, cancellation))
            check.Fail(EnterpriseFields.Code, "FirmKnown", firm.UnifiedSocialCreditCode);
        if (!check.IsRight) throw RuleViolation.Invalid(check.Errors);
    }
}
