using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The worker has a live border pass, passport or exit-entry permit in the register.</summary>
internal sealed class PassFact : IFactRule
{
    private static readonly string[] Documents =
        [CertificateKinds.BorderPass, CertificateKinds.Passport, CertificateKinds.ExitEntryPermit];

    public string Kind => "pass";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        foreach (var kind in Documents)
            if ((await input.PapersAsync(kind, cancellation))
                .Any(paper => paper.StateOn(input.Today) == CertificateState.Valid))
                return;
        input.Refuse("Fact.PaperMissing", CertificateKinds.NameOf(CertificateKinds.BorderPass));
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
