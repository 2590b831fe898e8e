using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Assessments;

/// <summary>Works out from the registers what a report must not state itself.</summary>
public sealed class FigureService(AppDbContext db)
{
    /// <summary>No firm of the pilot comes near it; more is read no further.</summary>
    public const int MaxPermits = 20_000;
    private const int ChunkSize = 500;

    private static readonly string[] Firm = [CertificateKinds.Employer, CertificateKinds.LabourService];

    private static readonly string[] Others =
    [
        CertificateKinds.Health, CertificateKinds.Stay, CertificateKinds.Agreement,
        CertificateKinds.AccidentPolicy, CertificateKinds.InjuryPolicy,
    ];

    public async Task<Figures> OfAsync(Guid enterprise, int year, CancellationToken cancellation = default)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var permits = await PermitsAsync(enterprise, first, last, cancellation);
        var workers = permits.Select(paper => paper.WorkerId).OfType<Guid>().Distinct().ToList();
        var own = await Overlapping(first, last)
            .Where(paper => paper.EnterpriseId == enterprise && Firm.Contains(paper.Kind))
            .ToListAsync(cancellation);
        var employers = permits.Select(paper => paper.EnterpriseId).OfType<Guid>().Append(enterprise)
            .Distinct().ToList();
        var theirs = employers.Count == 1 ? own : await Overlapping(first, last)
            .Where(paper => employers.Contains(paper.EnterpriseId ?? default)
                && paper.Kind == CertificateKinds.Employer)
            .ToListAsync(cancellation);
        var reckoning = new YearReckoning(
            year, employers, permits, theirs.Where(paper => paper.Kind == CertificateKinds.Employer),
            await OthersAsync(workers, first, last, cancellation), await CommutersAsync(workers, cancellation));
        var figures = new Dictionary<string, decimal?>
        {
            [Figures.HeadcountBegin] = reckoning.AtBegin,
            [Figures.HeadcountEnd] = reckoning.AtEnd,
            [Figures.HeadcountPeak] = reckoning.Peak,
            [Figures.CertificateRate] = reckoning.CertificateRate,
            [Figures.InsuranceRate] = reckoning.InsuranceRate,
            [Figures.AgreementRate] = reckoning.AgreementRate,
            [Figures.ExitRate] = await ExitRateAsync(permits, last, cancellation),
            [Figures.Revocations] = own.Count(paper => paper.Status == CertificateStatus.Revoked
                && paper.EndedOn >= first && paper.EndedOn <= last),
            [Figures.Suspensions] = own.SelectMany(paper => paper.Suspensions)
                .Count(row => row.From >= first && row.From <= last),
        };
        await CountAsync(figures, enterprise, first, last, cancellation);
        return new Figures(figures);
    }

    // What was handed in through the flows, and what was found against the firm.
    private async Task CountAsync(
        Dictionary<string, decimal?> figures, Guid enterprise, DateOnly first, DateOnly last,
        CancellationToken cancellation)
    {
        var (from, until) = (ChinaTime.StartOf(first).ToUniversalTime(), ChinaTime.EndOf(last).ToUniversalTime());
        var cases = await db.Cases.AsNoTracking()
            .Where(file => file.EnterpriseId == enterprise
                && file.SubmittedAt >= from && file.SubmittedAt <= until)
            .GroupBy(file => file.Flow)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        figures[Figures.ResidenceReports] = cases.GetValueOrDefault("residence-registration");
        figures[Figures.AgreementReports] = cases.GetValueOrDefault("labour-agreement");
        figures[Figures.ExitPlans] = cases.GetValueOrDefault("exit-plan");
        figures[Figures.ExitReports] = cases.GetValueOrDefault("organised-exit");
        figures[Figures.Disputes] = cases.GetValueOrDefault("labour-dispute");
        figures[Figures.Rectifications] = cases.GetValueOrDefault("rectification");
        figures[Figures.Breaches] = await db.Clues.CountAsync(
            clue => clue.EnterpriseId == enterprise && clue.CreatedAt >= from && clue.CreatedAt <= until,
            cancellation);
    }

    // D§6.2: whoever works no longer leaves with the firm, or has a permit that goes on.
    private async Task<decimal?> ExitRateAsync(
        List<Certificate> permits, DateOnly last, CancellationToken cancellation)
    {
        var ended = permits.GroupBy(paper => paper.WorkerId).Select(own => own.MaxBy(EndOf)!)
            .Where(paper => paper.WorkerId is not null && EndOf(paper) < last).ToList();
        var exits = new List<(Guid? Worker, DateTimeOffset At)>();
        foreach (var chunk in ended.Select(paper => paper.WorkerId).Chunk(ChunkSize))
        {
            exits.AddRange((await db.Crossings.AsNoTracking()
                .Where(row => chunk.Contains(row.WorkerId) && row.Direction == CrossingDirection.Exit
                    && row.VoidedAt == null)
                .Select(row => new { row.WorkerId, row.At }).ToListAsync(cancellation))
                .Select(row => (row.WorkerId, row.At)));
        }

        var byWorker = exits.ToLookup(row => row.Worker, row => ChinaTime.DateOf(row.At));
        return YearReckoning.Percent(
            ended.Count(paper => byWorker[paper.WorkerId]
                .Any(day => day >= paper.ValidFrom && day <= EndOf(paper).AddDays(1))),
            ended.Count);
    }

    private static DateOnly EndOf(Certificate paper) => paper.OwnDays().Spans is { Count: > 0 } spans
        ? spans[^1].To
        : DateOnly.MinValue;

    private Task<List<Certificate>> PermitsAsync(
        Guid enterprise, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        Overlapping(first, last)
            .Where(paper => (paper.EnterpriseId == enterprise || paper.AgentId == enterprise)
                && paper.Kind == CertificateKinds.WorkerPermit)
            .OrderBy(paper => paper.Id).Take(MaxPermits)
            .ToListAsync(cancellation);

    private async Task<List<Certificate>> OthersAsync(
        List<Guid> workers, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var found = new List<Certificate>();
        foreach (var chunk in workers.Select(id => (Guid?)id).Chunk(ChunkSize))
        {
            found.AddRange(await Overlapping(first, last)
                .Where(paper => chunk.Contains(paper.WorkerId) && Others.Contains(paper.Kind))
                .ToListAsync(cancellation));
        }

        return found;
    }

    private async Task<HashSet<Guid>> CommutersAsync(List<Guid> workers, CancellationToken cancellation)
    {
        var found = new HashSet<Guid>();
        foreach (var chunk in workers.Chunk(ChunkSize))
        {
            found.UnionWith(await db.Workers
                .Where(row => chunk.Contains(row.Id) && row.Mode == WorkerMode.Commuter)
                .Select(row => row.Id).ToListAsync(cancellation));
        }

        return found;
    }

    private IQueryable<Certificate> Overlapping(DateOnly first, DateOnly last) =>
        db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.ValidFrom <= last && paper.ValidTo >= first);
}
