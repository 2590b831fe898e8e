using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>Reads what a paper rests on and says what that makes of it.</summary>
public sealed class CascadeService(AppDbContext db)
{
    private static readonly string[] FirmKinds = [CertificateKinds.Employer, CertificateKinds.LabourService];

    public async Task<PaperStanding> StandingAsync(
        Certificate paper, DateOnly day, CancellationToken cancellation = default)
    {
        if (paper.WorkerId is not { } worker) return new PaperStanding(paper.StateOn(day), []);
        var papers = await PapersOfAsync([worker], cancellation);
        var behind = await BehindAsync(papers, [], cancellation);
        return new PaperGraph([.. papers, .. behind]).On(paper, day);
    }

    internal async Task<List<Certificate>> PapersOfAsync(
        IReadOnlyCollection<Guid> workers, CancellationToken cancellation) =>
        await db.Certificates.Where(paper => paper.WorkerId != null && workers.Contains(paper.WorkerId.Value))
            .OrderBy(paper => paper.WorkerId).ThenBy(paper => paper.Id)
            .Slim().ToListAsync(cancellation);

    /// <summary>Certificates and licences of the firms that permits name, and of the employers.</summary>
    internal async Task<List<Certificate>> BehindAsync(
        IEnumerable<Certificate> papers, IEnumerable<Guid> employers, CancellationToken cancellation)
    {
        var firms = papers.Where(paper => paper.Kind == CertificateKinds.WorkerPermit)
            .SelectMany(paper => new[] { paper.EnterpriseId, paper.AgentId })
            .OfType<Guid>()
            .Concat(employers)
            .Distinct()
            .ToList();
        if (firms.Count == 0) return [];
        return await db.Certificates
            .Where(paper => paper.EnterpriseId != null && firms.Contains(paper.EnterpriseId.Value)
                && FirmKinds.Contains(paper.Kind))
            .Slim().ToListAsync(cancellation);
    }
}
