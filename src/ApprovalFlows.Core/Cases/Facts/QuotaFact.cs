using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The employer's certificate is live and has room for the worker.</summary>
internal sealed class QuotaFact : IFactRule
{
    public string Kind => "quota";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var quota = input.Subject.Employer is { } firm
            ? await new QuotaService(input.Db).OfAsync(
                firm.Id, input.Today, input.Subject.Worker?.Id, cancellation)
            : null;
        if (quota is not { State: CertificateState.Valid })
            input.Refuse("Fact.EmployerCertificate");
        else if (quota.Free == 0)
            input.Refuse("Fact.QuotaUsed", quota.Limit, quota.Used);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
