using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The date lies within the stay permit, where there is one.</summary>
internal sealed class WithinStayFact : IFactRule
{
    public string Kind => "withinStay";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (input.Date(input.Rule.Field) is not { } day) return;
        var last = (await input.PapersAsync(CertificateKinds.Stay, cancellation))
            .Where(paper => paper.StateOn(input.Today) == CertificateState.Valid)
            .Select(paper => (DateOnly?)paper.ValidTo)
            .Max();
        if (day > last)
            input.Refuse(
                "Fact.PaperEndsEarlier", CertificateKinds.NameOf(CertificateKinds.Stay), last.Value, day);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
