using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Clues;

public sealed record ClueView(Clue Clue, string? Worker, string? Enterprise);

/// <summary>Clues for the police and the labour office, which alone look into them.</summary>
public sealed class ClueService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxReasonLength = 500;
    private static readonly string[] Offices = ["police", "hr-bureau"];

    public static bool MayRead(Actor actor) => Offices.Any(actor.BelongsTo);

    public async Task<Paged<ClueView>> ListAsync(
        ClueStatus status, int page, int pageSize, CancellationToken cancellation = default)
    {
        MustBeEntitled();
        return await View(db.Clues.AsNoTracking().Where(clue => clue.Status == status)
            .OrderByDescending(clue => clue.Id)).ToPageAsync(page, pageSize, cancellation);
    }

    public async Task<Clue> CloseAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        MustBeEntitled();
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ClueReasonNeeded");
        if (reason.Trim().Length > MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
        var clue = await db.Clues.FirstOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw RuleViolation.NotFound("ClueUnknown");
        clue.Close(current.Actor.UserId, current.Actor.SignedName, reason.Trim(), time.GetUtcNow());
        return clue;
    }

    private void MustBeEntitled()
    {
        if (!MayRead(current.Actor)) throw RuleViolation.Forbidden("CluesForOffices");
    }

    private IQueryable<ClueView> View(IQueryable<Clue> clues) =>
        from clue in clues
        join person in db.Workers on clue.WorkerId equals person.Id into workers
        from worker in workers.DefaultIfEmpty()
        join owner in db.Enterprises on clue.EnterpriseId equals owner.Id into firms
        from firm in firms.DefaultIfEmpty()
        select new ClueView(clue, worker == null ? null : worker.NameLatin, firm == null ? null : firm.Name);
}
