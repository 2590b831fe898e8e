using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Finds the paper that the one to be issued follows.</summary>
public sealed class FormerPapers(AppDbContext db, TimeProvider time)
{
    private const string Event = "event";
    private const string Move = "move";

    /// <returns>Null for a paper that follows none.</returns>
    /// <exception cref="RuleViolation">The paper that the application names is not there.</exception>
    public async Task<FormerPaper?> FindAsync(
        string kind, JsonElement values, Guid? worker, CancellationToken cancellation = default)
    {
        var papers = db.Certificates.Include(paper => paper.Suspensions).Where(paper => paper.Kind == kind);
        if (kind == CertificateKinds.Residence)
            return values.TextOf(Event) == Move ? await LastResidenceAsync(papers, worker, cancellation) : null;
        if (Matter.Of(values) is not { } how) return null;
        var number = values.TextOf(Matter.PreviousField) ?? "";
        var former = await papers.FirstOrDefaultAsync(paper => paper.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CertificateUnknown", number);
        return new FormerPaper(former, how);
    }

    // 出境入境管理法 §39: whoever moves registers anew; nobody lives in two places.
    private async Task<FormerPaper?> LastResidenceAsync(
        IQueryable<Certificate> papers, Guid? worker, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var live = await papers
            .Where(paper => paper.WorkerId == worker && paper.Status == CertificateStatus.Valid
                && paper.ValidFrom <= today && paper.ValidTo >= today)
            .OrderByDescending(paper => paper.ValidFrom).ThenByDescending(paper => paper.Id)
            .FirstOrDefaultAsync(cancellation);
        return live is null ? null : new FormerPaper(live, Succession.Change);
    }
}
