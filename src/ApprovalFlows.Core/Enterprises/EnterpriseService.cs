using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Rosters;

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
        var firm = Blank();
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
        await WriteAsync(firm, Merged(before, texts), cancellation);
        Note(firm, before, "changed", why);
        return firm;
    }

    /// <summary>Rows of a file, each for itself; a blank cell says nothing and changes nothing.</summary>
    public async Task<IReadOnlyList<EnterpriseImportRow>> ImportAsync(
        IReadOnlyList<SheetLine> lines, CancellationToken cancellation = default)
    {
        if (!sight.MayRegister) throw RuleViolation.Forbidden("NotAllowed");
        List<EnterpriseImportRow> rows = [];
        foreach (var line in lines) rows.Add(await ImportAsync(line, cancellation));
        return rows;
    }

    private async Task<EnterpriseImportRow> ImportAsync(SheetLine line, CancellationToken cancellation)
    {
        var told = line.Texts.Where(cell => !string.IsNullOrWhiteSpace(cell.Value)).ToDictionary();
        var code = UnifiedSocialCreditCode.Check(told.GetValueOrDefault(EnterpriseFields.Code) ?? "").Value;
        var known = db.Enterprises.Local.FirstOrDefault(row => row.UnifiedSocialCreditCode == code)
            ?? await db.Enterprises.FirstOrDefaultAsync(row => row.UnifiedSocialCreditCode == code, cancellation);
        var before = known is null ? null : EnterpriseFields.ToTexts(known);
        var texts = before is null ? told : Merged(before, told);
        // A record that is followed must not be written over with what is wrong.
        var firm = Blank();
        var check = EnterpriseFields.Write(firm, texts, log.Today);
        foreach (var field in line.Formulas) check.Fail(field, "RosterFormula");
        if (!check.IsRight) return EnterpriseImportRow.Refused(line.Number, check.Errors);
        if (known is null)
        {
            db.Enterprises.Add(firm);
            log.Add(RegisterLog.Enterprises, firm.Id, "imported");
            return Done(RosterOutcome.Created, firm);
        }

        EnterpriseFields.Write(known, texts, log.Today);
        return Done(Note(known, before!, "imported", null) ? RosterOutcome.Changed : RosterOutcome.Unchanged, known);

        EnterpriseImportRow Done(RosterOutcome outcome, Enterprise row) =>
            new(line.Number, outcome, row.Id, check.Errors);
    }

    private bool Note(Enterprise firm, IReadOnlyDictionary<string, string?> before, string action, string? reason)
    {
        var after = EnterpriseFields.ToTexts(firm);
        var difference = new RecordDifference();
        foreach (var field in EnterpriseFields.All) difference.Note(field, before[field], after[field]);
        if (difference.IsEmpty) return false;
        firm.Revision++;
        log.Add(RegisterLog.Enterprises, firm.Id, action, reason, difference);
        return true;
    }

    private static Dictionary<string, string?> Merged(
        IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> given)
    {
        var merged = new Dictionary<string, string?>(before);
        foreach (var (field, text) in given) merged[field] = text;
        return merged;
    }

    private static Enterprise Blank() => new() { Name = "", UnifiedSocialCreditCode = "", Kind = "", AreaCode = "" };

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
