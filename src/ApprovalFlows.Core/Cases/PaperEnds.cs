using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// Until when a worker's papers are good together: a work permit ends with the first of the pass, the health
/// certificate, the stay permit, the agreement, the two policies and the employer's certificate.
/// </summary>
public sealed class PaperEnds(AppDbContext db, TimeProvider time)
{
    private static readonly string[] Documents =
        [CertificateKinds.BorderPass, CertificateKinds.Passport, CertificateKinds.ExitEntryPermit];

    /// <exception cref="RuleViolation">One of them is missing.</exception>
    public async Task<DateOnly> OfAsync(
        CaseSubject subject, JsonElement values, CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var worker = subject.Worker!.Id;
        var firm = subject.Employer?.Id;
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.WorkerId == worker
                || (paper.EnterpriseId == firm && paper.Kind == CertificateKinds.Employer))
            .ToListAsync(cancellation);
        var live = papers.Where(paper => Counts(paper, today) && IsOfEmployer(paper, firm)).ToList();
        IEnumerable<string[]> needed =
        [
            Documents, [CertificateKinds.Health], [CertificateKinds.Agreement], [CertificateKinds.AccidentPolicy],
            [CertificateKinds.InjuryPolicy], [CertificateKinds.Employer],
        ];
        if (values.TextOf("mode") != "commuter") needed = needed.Append([CertificateKinds.Stay]);
        return needed.Min(kinds => live.Where(paper => kinds.Contains(paper.Kind))
            .Select(paper => (DateOnly?)paper.ValidTo).Max()
            ?? throw new RuleViolation("Fact.PaperMissing", CertificateKinds.NameOf(kinds[0])));
    }

    private static bool Counts(Certificate paper, DateOnly today) =>
        paper.StateOn(today) is CertificateState.Valid or CertificateState.NotYetValid;

    private static bool IsOfEmployer(Certificate paper, Guid? firm) =>
        paper.Kind != CertificateKinds.Agreement || paper.EnterpriseId == firm;
}
