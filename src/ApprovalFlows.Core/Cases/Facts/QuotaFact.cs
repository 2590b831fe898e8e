using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The employer's certificate is live and has room for one more worker.</summary>
internal sealed class QuotaFact : IFactRule
{
    public string Kind => "quota";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var licences = await input.PapersAsync(CertificateKinds.Employer, cancellation);
        var live = licences.Where(paper => paper.StateOn(input.Today) == CertificateState.Valid).ToList();
        if (live.Count == 0)
        {
            input.Refuse("Fact.EmployerCertificate");
            return;
        }

        // One certificate follows another for a while: the latest says how many.
        var headcount = HeadcountOf(live.OrderByDescending(paper => paper.IssuedAt).First());
        var taken = await TakenAsync(input, cancellation);
        if (taken >= headcount) input.Refuse("Fact.QuotaUsed", headcount, taken);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];

    private static async Task<int> TakenAsync(FactInput input, CancellationToken cancellation)
    {
        var firm = input.Subject.Employer!.Id;
        var worker = input.Subject.Worker?.Id;
        var today = input.Today;
        return await input.Db.Certificates.AsNoTracking()
            .Where(paper => paper.Kind == CertificateKinds.WorkerPermit
                && paper.EnterpriseId == firm
                && paper.WorkerId != worker
                && paper.Status == CertificateStatus.Valid
                && paper.ValidTo >= today)
            .Select(paper => paper.WorkerId)
            .Distinct()
            .CountAsync(cancellation);
    }

    private static int HeadcountOf(Certificate licence)
    {
        using var contents = JsonDocument.Parse(licence.Contents);
        return contents.RootElement.ValueKind == JsonValueKind.Object
            && contents.RootElement.TryGetProperty("headcount", out var count) && count.TryGetInt32(out var number)
                ? number
                : 0;
    }
}
