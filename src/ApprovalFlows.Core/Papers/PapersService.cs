using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>A worker with the board as the reader may see it.</summary>
/// <param name="Worker">Whose board it is.</param>
/// <param name="EmployerName">The firm that employs the worker.</param>
/// <param name="Board">Without the slots that the reader may not see.</param>
/// <param name="Shown">The papers in its slots by their ids, with the numbers that the reader may see.</param>
public sealed record WorkerPapers(
    Worker Worker, string? EmployerName, PapersBoard Board, IReadOnlyDictionary<Guid, PaperView> Shown)
{
    public PaperView? ShownIn(BoardSlot slot) => slot.Paper is { } paper ? Shown.GetValueOrDefault(paper.Id) : null;
}

public sealed class PapersService(
    AppDbContext db, CascadeService cascade, WorkerSight sight, TimeProvider time)
{
    /// <summary>For those who see any paper of the worker, with the slots that they may see.</summary>
    public async Task<WorkerPapers> BoardAsync(Guid workerId, CancellationToken cancellation = default)
    {
        var found = await (
            from worker in db.Workers.AsNoTracking()
            join firm in db.Enterprises on worker.EnterpriseId equals firm.Id into firms
            from firm in firms.DefaultIfEmpty()
            where worker.Id == workerId
            select new { Worker = worker, Employer = firm == null ? null : firm.Name })
            .FirstOrDefaultAsync(cancellation);
        if (found is null || !SeesPapersOf(found.Worker)) throw RuleViolation.NotFound("WorkerPapersUnknown");
        var papers = await cascade.PapersOfAsync([workerId], cancellation);
        Guid[] employers = found.Worker.EnterpriseId is { } employer ? [employer] : [];
        var behind = await cascade.BehindAsync(papers, employers, cancellation);
        return Show(found.Worker, found.Employer, papers, behind);
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
        var seen = workers.Where(SeesPapersOf).ToList();
        var papers = await cascade.PapersOfAsync([.. seen.Select(worker => worker.Id)], cancellation);
        var employers = seen.Select(worker => worker.EnterpriseId).OfType<Guid>().Distinct().ToList();
        var behind = await cascade.BehindAsync(papers, employers, cancellation);
        var names = await db.Enterprises.Where(firm => employers.Contains(firm.Id))
            .ToDictionaryAsync(firm => firm.Id, firm => firm.Name, cancellation);
        var ofWorker = papers.ToLookup(paper => paper.WorkerId);
        return
        [
            .. seen.Select(worker => Show(
                worker,
                worker.EnterpriseId is { } firm ? names.GetValueOrDefault(firm) : null,
                [.. ofWorker[worker.Id]],
                behind)),
        ];
    }

    private WorkerPapers Show(
        Worker worker,
        string? employer,
        IReadOnlyCollection<Certificate> papers,
        IReadOnlyCollection<Certificate> behind)
    {
        var board = PapersBoard.Of(worker, papers, behind, Today(), slot => Sees(worker, slot));
        var shown = board.Slots.Select(slot => slot.Paper).OfType<Certificate>()
            .Select(paper => sight.Show(worker, paper, board.Today)).OfType<PaperView>();
        return new WorkerPapers(worker, employer, board, shown.DistinctBy(paper => paper.Id).ToDictionary(p => p.Id));
    }

    // The employer's certificate is public and alone no reason to ask for a board.
    private bool SeesPapersOf(Worker worker) =>
        PaperSlots.Seed.Slots.Any(slot => slot.Holder == HolderKind.Worker && Sees(worker, slot));

    private bool Sees(Worker worker, PaperSlot slot) =>
        slot.Kinds.Any(kind => sight.ShareOf(worker, kind) != PaperShare.None);

    private DateOnly Today() => ChinaTime.DateOf(time.GetUtcNow());
}
