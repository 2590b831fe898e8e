using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>A worker with the board; numbers of papers are shown to those who need them only.</summary>
public sealed record WorkerPapers(Worker Worker, string? EmployerName, PapersBoard Board, bool ShowsNumbers);

public sealed class PapersService(
    AppDbContext db, CascadeService cascade, CurrentActor current, TimeProvider time)
{
    /// <summary>For the worker, the employer, and the offices that need it.</summary>
    public async Task<WorkerPapers> BoardAsync(Guid workerId, CancellationToken cancellation = default)
    {
        var found = await (
            from worker in db.Workers.AsNoTracking()
            join firm in db.Enterprises on worker.EnterpriseId equals firm.Id into firms
            from firm in firms.DefaultIfEmpty()
            where worker.Id == workerId
            select new { Worker = worker, Employer = firm == null ? null : firm.Name })
            .FirstOrDefaultAsync(cancellation);
        if (found is null || PaperReaders.SightOf(current.Actor, found.Worker) == PaperSight.None)
            throw RuleViolation.NotFound("WorkerPapersUnknown");

        var papers = await cascade.PapersOfAsync([workerId], cancellation);
        Guid[] employers = found.Worker.EnterpriseId is { } employer ? [employer] : [];
        var behind = await cascade.BehindAsync(papers, employers, cancellation);
        return new WorkerPapers(
            found.Worker, found.Employer, PapersBoard.Of(found.Worker, papers, behind, Today()),
            PaperReaders.SightOf(current.Actor, found.Worker) == PaperSight.Full);
    }

    /// <summary>Workers of a firm with their lamps, by name; four queries however many there are.</summary>
    public async Task<Paged<WorkerPapers>> BoardsAsync(
        Guid enterpriseId, int page, int pageSize, CancellationToken cancellation = default)
    {
        var workers = await db.Workers.AsNoTracking()
            .Where(worker => worker.EnterpriseId == enterpriseId && worker.MergedIntoId == null)
            .OrderBy(worker => worker.NameLatin).ThenBy(worker => worker.Id)
            .ToPageAsync(page, pageSize, cancellation);
        var boards = await BoardsAsync(workers.Items, cancellation);
        return new Paged<WorkerPapers>(boards, workers.TotalCount, workers.Page, workers.PageSize);
    }

    /// <summary>Boards of the given workers, who may be of several firms; those one may not see are left out.</summary>
    public async Task<IReadOnlyList<WorkerPapers>> BoardsAsync(
        IReadOnlyList<Worker> workers, CancellationToken cancellation = default)
    {
        var today = Today();
        var seen = workers.Where(worker => PaperReaders.SightOf(current.Actor, worker) != PaperSight.None).ToList();
        var papers = await cascade.PapersOfAsync([.. seen.Select(worker => worker.Id)], cancellation);
        var employers = seen.Select(worker => worker.EnterpriseId).OfType<Guid>().Distinct().ToList();
        var behind = await cascade.BehindAsync(papers, employers, cancellation);
        var names = await db.Enterprises.Where(firm => employers.Contains(firm.Id))
            .ToDictionaryAsync(firm => firm.Id, firm => firm.Name, cancellation);
        var ofWorker = papers.ToLookup(paper => paper.WorkerId);
        return
        [
            .. seen.Select(worker => new WorkerPapers(
                worker,
                worker.EnterpriseId is { } firm ? names.GetValueOrDefault(firm) : null,
                PapersBoard.Of(worker, [.. ofWorker[worker.Id]], behind, today),
                PaperReaders.SightOf(current.Actor, worker) == PaperSight.Full)),
        ];
    }

    private DateOnly Today() => ChinaTime.DateOf(time.GetUtcNow());
}
