using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Organisation;

/// <summary>Who keeps away from whose applications: an enterprise by its credit code, or a person by account.</summary>
public sealed record RecusalWish(string? Person, string? Enterprise, string? Applicant, RecusalGround Ground);

public sealed record RecusalView(
    Guid Id,
    string Person,
    string From,
    RecusalGround Ground,
    string Reason,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    DateTimeOffset? EndedAt);

/// <summary>回避: declared by the official, or recorded by an administrator (公务员法 §76, §77).</summary>
public sealed class RecusalService(AppDbContext db, StaffLog log)
{
    public const int MaxShown = 200;

    /// <summary>One's own; everybody's for administrators and auditors.</summary>
    public async Task<IReadOnlyList<RecusalView>> ListAsync(CancellationToken cancellation = default)
    {
        var me = log.Actor.UserId;
        var all = log.Actor.IsIn(Roles.Admin) || log.Actor.IsIn(Roles.Auditor);
        return await (
            from row in db.Recusals.AsNoTracking()
            where all || row.PersonId == me
            join person in db.Users on row.PersonId equals person.Id
            join author in db.Users on row.RecordedById equals author.Id
            orderby row.EndedAt != null, row.Id descending
            select new RecusalView(
                row.Id,
                person.DisplayName,
                db.Enterprises.Where(firm => firm.Id == row.EnterpriseId).Select(firm => firm.Name).FirstOrDefault()
                    ?? db.Users.Where(user => user.Id == row.ApplicantId)
                        .Select(user => user.DisplayName).FirstOrDefault() ?? "",
                row.Ground,
                row.Reason,
                row.RecordedAt,
                author.DisplayName,
                row.EndedAt))
            .Take(MaxShown)
            .ToListAsync(cancellation);
    }

    public async Task<Recusal> RecordAsync(
        RecusalWish wish, string? reason, CancellationToken cancellation = default)
    {
        var why = StaffLog.MustHaveReason(reason, Recusal.MaxReasonLength);
        var person = await PersonAsync(wish.Person, cancellation);
        var enterprise = await EnterpriseAsync(wish.Enterprise, cancellation);
        var applicant = string.IsNullOrWhiteSpace(wish.Applicant)
            ? null
            : await log.FindAsync(wish.Applicant, "applicant", cancellation);
        if (enterprise is null == applicant is null)
            throw RuleViolation.Invalid("enterprise", "RecusalNeedsOne");
        var row = new Recusal
        {
            PersonId = person.Id,
            EnterpriseId = enterprise,
            ApplicantId = applicant?.Id,
            Ground = wish.Ground,
            Reason = why,
            RecordedAt = log.Now,
            RecordedById = log.Actor.UserId,
        };
        db.Recusals.Add(row);
        log.Add(StaffAction.RecusalRecorded, person.Id, why).OtherId = enterprise ?? applicant?.Id;
        return row;
    }

    /// <summary>
    /// An administrator ends it when its ground has gone; whoever declared it cannot take it back alone,
    /// or it would last only until the wrong case comes.
    /// </summary>
    public async Task<Recusal> EndAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        if (!log.Actor.IsIn(Roles.Admin)) throw RuleViolation.Forbidden("OnlyAdministratorsEndRecusal");
        var why = StaffLog.MustHaveReason(reason, Recusal.MaxReasonLength);
        var row = await db.Recusals.FindAsync([id], cancellation) ?? throw RuleViolation.NotFound("RecusalUnknown");
        row.End(log.Actor.UserId, log.Now);
        log.Add(StaffAction.RecusalEnded, row.PersonId, why).OtherId = row.EnterpriseId ?? row.ApplicantId;
        return row;
    }

    private async Task<User> PersonAsync(string? wanted, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted)) wanted = log.Actor.UserName;
        var person = await log.FindAsync(wanted, "person", cancellation);
        return person.Id == log.Actor.UserId || log.Actor.IsIn(Roles.Admin)
            ? person
            : throw RuleViolation.Forbidden("RecusalOfAnother");
    }

    private async Task<Guid?> EnterpriseAsync(string? code, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        var wanted = code.Trim().ToUpperInvariant();
        return await db.Enterprises
            .Where(row => row.UnifiedSocialCreditCode == wanted)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.Invalid("enterprise", "EnterpriseUnknown", code);
    }
}
