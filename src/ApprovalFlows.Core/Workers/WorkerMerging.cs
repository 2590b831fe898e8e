using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Workers;

/// <summary>Joins two records of one person: papers, crossings and the account go to the one that stays.</summary>
public sealed class WorkerMerging(
    AppDbContext db, WriteTransaction transaction, WorkerSight sight, RegisterLog log)
{
    public async Task<Worker> MergeAsync(
        Guid from, Guid into, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        if (!sight.KeepsRegister) throw RuleViolation.Forbidden("NotAllowed");
        // What is moved below is read under the same lock under which it is written.
        await transaction.BeginAsync(cancellation);
        var gone = await FindAsync(from, cancellation);
        var kept = await FindAsync(into, cancellation);
        if (gone.Id == kept.Id) throw RuleViolation.Invalid("into", "MergeWithItself");
        MustBeOnePerson(gone, kept);
        await MovePapersAsync(gone, kept, cancellation);
        await db.Crossings.Where(row => row.WorkerId == gone.Id)
            .ForEachAsync(row => row.WorkerId = kept.Id, cancellation);
        await MoveAccountAsync(gone, kept, cancellation);
        FillGaps(gone, kept);
        gone.MergedIntoId = kept.Id;
        gone.Revision++;
        kept.Revision++;
        log.Add(RegisterLog.Workers, gone.Id, "mergedAway", why, Pointing(kept));
        log.Add(RegisterLog.Workers, kept.Id, "merged", why, Pointing(gone));
        return kept;
    }

    private async Task<Worker> FindAsync(Guid id, CancellationToken cancellation)
    {
        var worker = await db.Workers.FindAsync([id], cancellation);
        if (worker is null || !sight.Sees(worker)) throw RuleViolation.NotFound("WorkerUnknown");
        return worker.MergedIntoId is null ? worker : throw new RuleViolation("WorkerMergedAlready");
    }

    private static void MustBeOnePerson(Worker gone, Worker kept)
    {
        if (gone.PersonalNumber is { } number && kept.PersonalNumber is { } other && number != other)
            throw new RuleViolation("MergeOfTwoPersons");
    }

    private async Task MovePapersAsync(Worker gone, Worker kept, CancellationToken cancellation)
    {
        var held = await db.Certificates.Where(paper => paper.WorkerId == kept.Id)
            .Select(paper => new { paper.Kind, paper.IssuerName, paper.Number }).ToListAsync(cancellation);
        var papers = await db.Certificates.Where(paper => paper.WorkerId == gone.Id).ToListAsync(cancellation);
        // Of a document that both records have, one is enough; the other stays where it was registered.
        foreach (var paper in papers.Where(paper => !held.Exists(known => known.Kind == paper.Kind
            && known.IssuerName == paper.IssuerName && known.Number == paper.Number)))
            paper.WorkerId = kept.Id;
    }

    private async Task MoveAccountAsync(Worker gone, Worker kept, CancellationToken cancellation)
    {
        var account = await db.Users.FirstOrDefaultAsync(user => user.WorkerId == gone.Id, cancellation);
        if (account is null) return;
        if (await db.Users.AnyAsync(user => user.WorkerId == kept.Id, cancellation))
            throw new RuleViolation("MergeOfTwoAccounts");
        account.WorkerId = kept.Id;
    }

    private static void FillGaps(Worker gone, Worker kept)
    {
        kept.NameChinese ??= gone.NameChinese;
        kept.PersonalNumber ??= gone.PersonalNumber;
        kept.HomeProvince ??= gone.HomeProvince;
        kept.HomeCommune ??= gone.HomeCommune;
        kept.HomeAddress ??= gone.HomeAddress;
        kept.Phone ??= gone.Phone;
        kept.EnterpriseId ??= gone.EnterpriseId;
        kept.AgencyId ??= gone.AgencyId;
        kept.WorkAreaCode ??= gone.WorkAreaCode;
        kept.ParkCode ??= gone.ParkCode;
        kept.PostCode ??= gone.PostCode;
    }

    private static RecordDifference Pointing(Worker other)
    {
        var difference = new RecordDifference();
        difference.Note("record", null, other.Id.ToString());
        return difference;
    }
}
