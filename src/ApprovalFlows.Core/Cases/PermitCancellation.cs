using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// Ends the papers of the workers that an exit report says have left, from the day after the exit, and closes the
/// case [D§6.2].
/// </summary>
public sealed class PermitCancellation(
    AppDbContext db, CaseService cases, CurrentActor current, TimeProvider time)
{
    public const string List = "workers";
    private const string Rule = "D§6.2";

    private static readonly string[] Ended =
        [CertificateKinds.WorkerPermit, CertificateKinds.Stay, CertificateKinds.Residence];

    public async Task CancelAsync(string instanceId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.MustAllowIssue();
        using var values = JsonDocument.Parse(file.Values);
        var exit = values.RootElement.DateOf("actualExit") ?? ChinaTime.DateOf(now);
        var permits = ExitedOf(values.RootElement);
        var workers = await db.Certificates
            .Where(paper => paper.Kind == CertificateKinds.WorkerPermit && permits.Contains(paper.Number))
            .Select(paper => paper.WorkerId)
            .ToListAsync(cancellation);
        var papers = await db.Certificates.Include(paper => paper.Suspensions)
            .Where(paper => workers.Contains(paper.WorkerId) && Ended.Contains(paper.Kind)
                && paper.EnterpriseId == file.EnterpriseId && paper.Status == CertificateStatus.Valid)
            .ToListAsync(cancellation);
        var from = exit.AddDays(1);
        // What has ended by itself needs no cancelling.
        foreach (var paper in papers.Where(paper => paper.ValidTo >= from))
            paper.Cancel(new CertificateAct(current.Actor, from, file.Number, Rule, now, file.Id));
        file.Issue(current.Actor, file.FilingNumber!, now);
    }

    private static List<string> ExitedOf(JsonElement values) =>
        values.TryGetProperty(List, out var rows)
            ? [.. rows.EnumerateArray()
                .Where(row => row.TryGetProperty("exited", out var exited)
                    && exited.ValueKind == JsonValueKind.True)
                .Select(row => row.TextOf("permitNumber")).OfType<string>()]
            : [];
}
