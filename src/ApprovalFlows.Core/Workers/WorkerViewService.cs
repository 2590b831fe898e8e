using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Workers;

/// <summary>Shows a worker through the table of who sees what; unmasks for a reason that is recorded.</summary>
public sealed class WorkerViewService(AppDbContext db, WorkerService workers, WorkerSight sight, RegisterLog log)
{
    private const int MaxPapers = 200;
    private const int MaxCrossings = 20;

    public async Task<WorkerView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var worker = await workers.MustFindAsync(id, cancellation);
        var identity = sight.Of(worker, DataClass.Identity);
        var fields = WorkerFacts.Of(worker).ToTexts()
            .ToDictionary(field => field.Key, field => WorkerMask.Show(field.Key, field.Value, identity));
        return new WorkerView
        {
            Id = worker.Id,
            Name = fields[WorkerFields.NameOriginal] ?? "**",
            Fields = fields,
            Unmaskable = Unmaskable(worker, identity),
            EnterpriseId = worker.EnterpriseId,
            Enterprise = await NameOfAsync(worker.EnterpriseId, cancellation),
            Agency = await NameOfAsync(worker.AgencyId, cancellation),
            Revision = worker.Revision,
            MergedIntoId = worker.MergedIntoId,
            MayChange = sight.MayChange(worker),
            MayKeep = sight.KeepsRegister,
            AnswersFor = sight.AnswersFor(worker),
            IsOwnClient = worker.AgencyId is { } agency && agency == sight.Actor.EnterpriseId,
            Papers = await PapersAsync(worker, cancellation),
            Crossings = await CrossingsAsync(worker, cancellation),
            History = await HistoryAsync(worker, identity, cancellation),
        };
    }

    /// <summary>What was changed in the record, with values as the actor may see them.</summary>
    public async Task<IReadOnlyList<RegisterChangeView>> HistoryAsync(
        Guid id, CancellationToken cancellation = default)
    {
        var worker = await workers.MustFindAsync(id, cancellation);
        return await HistoryAsync(worker, sight.Of(worker, DataClass.Identity), cancellation);
    }

    /// <summary>All of a number of identity. Who asked, for what reason, is kept in the record's history.</summary>
    /// <returns>The value; of documents, each number in a line of its own.</returns>
    public async Task<string> UnmaskAsync(
        Guid id, string field, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var worker = await workers.MustFindAsync(id, cancellation);
        if (!Unmaskable(worker, sight.Of(worker, DataClass.Identity)).Contains(field))
            throw RuleViolation.Forbidden("NotUnmasked");
        var difference = new RecordDifference();
        difference.Fields[field] = [null, null];
        log.Add(RegisterLog.Workers, worker.Id, "unmasked", why, difference);
        if (field == WorkerFields.PersonalNumber) return worker.PersonalNumber ?? "";
        var numbers = await DocumentsOf(worker.Id).Select(paper => paper.Number).ToListAsync(cancellation);
        return string.Join('\n', numbers);
    }

    private static IReadOnlyList<string> Unmaskable(Worker worker, Sight identity) =>
    [
        .. Visibility.Fields
            .Where(field => field.MayUnmask(identity))
            .Select(field => field.Field)
            .Where(field => field != WorkerFields.PersonalNumber || worker.PersonalNumber is not null),
    ];

    private IQueryable<Certificate> DocumentsOf(Guid worker)
    {
        var kinds = CertificateKinds.All
            .Where(kind => Visibility.ClassOfPaper(kind) == DataClass.Identity).ToList();
        return db.Certificates.AsNoTracking()
            .Where(paper => paper.WorkerId == worker && kinds.Contains(paper.Kind))
            .OrderByDescending(paper => paper.ValidTo);
    }

    private async Task<IReadOnlyList<PaperView>> PapersAsync(Worker worker, CancellationToken cancellation)
    {
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.WorkerId == worker.Id)
            .OrderBy(paper => paper.Kind).ThenByDescending(paper => paper.ValidTo)
            .Take(MaxPapers)
            .ToListAsync(cancellation);
        return [.. papers.Select(paper => sight.Show(worker, paper, log.Today)).OfType<PaperView>()];
    }

    private async Task<IReadOnlyList<CrossingView>> CrossingsAsync(Worker worker, CancellationToken cancellation) =>
        sight.Of(worker, DataClass.Crossing) < Sight.Read
            ? []
            : await db.Crossings.AsNoTracking()
                .Where(row => row.WorkerId == worker.Id)
                .OrderByDescending(row => row.At)
                .Take(MaxCrossings)
                .Select(row => new CrossingView(
                    row.At, row.Direction == Crossings.CrossingDirection.Exit, row.Port, row.VoidedAt != null))
                .ToListAsync(cancellation);

    private async Task<IReadOnlyList<RegisterChangeView>> HistoryAsync(
        Worker worker, Sight identity, CancellationToken cancellation)
    {
        var changes = await log.ListAsync(RegisterLog.Workers, worker.Id, cancellation);
        return
        [
            .. changes.Select(change => new RegisterChangeView(
                change.Action, change.At, change.ActorName, change.Reason,
                [.. RecordDifference.Read(change.Fields).Select(field => Shown(field.Key, field.Value, identity))])),
        ];
    }

    // Values are shown to those only who see the field at all; that something changed, to all who see the record.
    private static FieldChange Shown(string field, string?[] values, Sight identity) => new(
        field,
        WorkerMask.Show(field, values.ElementAtOrDefault(0), identity),
        WorkerMask.Show(field, values.ElementAtOrDefault(1), identity));

    private async Task<string?> NameOfAsync(Guid? enterprise, CancellationToken cancellation) => enterprise is { } id
        ? await db.Enterprises.Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellation)
        : null;
}
