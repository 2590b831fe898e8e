using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The days from <c>from</c> to <c>to</c> cover the live agreement with the employer. A gap is warned of: another
/// policy may follow.
/// </summary>
internal sealed class CoversAgreementFact : IFactRule
{
    public string Kind => "coversAgreement";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (input.Date(input.Rule.From) is not { } from || input.Date(input.Rule.To) is not { } to) return;
        var agreement = (await input.PapersAsync(CertificateKinds.Agreement, cancellation))
            .Where(paper => paper.EnterpriseId == input.Subject.Employer?.Id
                && paper.StateOn(input.Today) is CertificateState.Valid or CertificateState.NotYetValid)
            .MaxBy(paper => paper.ValidTo);
        if (agreement is null) return;
        if (from > agreement.ValidFrom && from > input.Today)
            input.Warn("Fact.GapBefore", agreement.ValidFrom, from);
        if (to < agreement.ValidTo) input.Warn("Fact.GapAfter", to, agreement.ValidTo);
    }

    public IEnumerable<string> Missing(FactRule rule)
    {
        if (rule.From is null) yield return "from";
        if (rule.To is null) yield return "to";
    }
}
