using System.Runtime.CompilerServices;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Registers;

/// <summary>A paper of a worker in the list, as the reader may see both.</summary>
public sealed record ExportedPaper(WorkerRow Worker, PaperView Paper);

/// <summary>A certificate of an enterprise in the list.</summary>
public sealed record ExportedCertificate(Enterprise Enterprise, Certificate Certificate);

/// <summary>
/// The registers row by row, masked as in the lists; one page is in memory at a time, however many there are.
/// </summary>
public sealed class RegisterExport(
    AppDbContext db, WorkerSearch workers, WorkerSight sight, EnterpriseList firms, RegisterLog log)
{
    public const int MaxRows = 50_000;

    public async IAsyncEnumerable<WorkerRow> WorkersAsync(
        WorkerQuery asked, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in PagesAsync(asked, cancellation))
            foreach (var row in page)
                yield return row;
    }

    public async IAsyncEnumerable<ExportedPaper> PapersAsync(
        WorkerQuery asked, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in PagesAsync(asked, cancellation))
        {
            var ids = page.Select(row => row.Id).ToList();
            var holders = await db.Workers.AsNoTracking().Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, cancellation);
            var papers = (await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
                .Where(paper => paper.WorkerId != null && ids.Contains(paper.WorkerId.Value))
                .OrderBy(paper => paper.Kind).ThenByDescending(paper => paper.ValidTo)
                .ToListAsync(cancellation)).ToLookup(paper => paper.WorkerId);
            foreach (var row in page)
                foreach (var paper in papers[row.Id])
                    if (sight.Show(holders[row.Id], paper, log.Today) is { } shown)
                        yield return new ExportedPaper(row, shown);
        }
    }

    public async IAsyncEnumerable<Enterprise> EnterprisesAsync(
        EnterpriseQuery asked, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in PagesAsync(asked, cancellation))
            foreach (var firm in page)
                yield return firm;
    }

    /// <summary>Certificates of enterprises, which are public.</summary>
    public async IAsyncEnumerable<ExportedCertificate> CertificatesAsync(
        EnterpriseQuery asked, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in PagesAsync(asked, cancellation))
        {
            var ids = page.Select(firm => (Guid?)firm.Id).ToList();
            var papers = (await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
                .Where(paper => ids.Contains(paper.EnterpriseId)
                    && (paper.Kind == CertificateKinds.Employer || paper.Kind == CertificateKinds.LabourService))
                .OrderByDescending(paper => paper.ValidTo)
                .ToListAsync(cancellation)).ToLookup(paper => paper.EnterpriseId);
            foreach (var firm in page)
                foreach (var paper in papers[firm.Id])
                    yield return new ExportedCertificate(firm, paper);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<WorkerRow>> PagesAsync(
        WorkerQuery asked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = asked with { PageSize = WorkerSearch.MaxPageSize, IsCounted = false };
        for (var given = 0; given < MaxRows; given += WorkerSearch.MaxPageSize)
        {
            var page = await workers.ListAsync(query, cancellation);
            yield return page.Items;
            if (page.Next is not { } next) yield break;
            query = query with { After = next };
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Enterprise>> PagesAsync(
        EnterpriseQuery asked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = asked with { PageSize = EnterpriseList.MaxPageSize };
        for (var given = 0; given < MaxRows; given += EnterpriseList.MaxPageSize)
        {
            var page = await firms.ListAsync(query, cancellation);
            yield return page.Items;
            if (page.Next is not { } next) yield break;
            query = query with { After = next };
        }
    }
}
