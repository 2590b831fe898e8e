using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// Somebody else may apply for a stay permit on one of the grounds of 外国人入境出境管理条例 §19 only; "not the first
/// entry" is known from the register.
/// </summary>
internal sealed class AgentGroundFact : IFactRule
{
    private const string NotFirst = "notFirst";

    public string Kind => "agentGround";

    public bool AtDecision => false;

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (input.IsOwn) return;
        var ground = input.Text(input.Rule.Field);
        if (ground is null)
            input.Refuse("Fact.GroundNeeded");
        else if (ground == NotFirst && (await input.PapersAsync(CertificateKinds.Stay, cancellation)).Count == 0)
            input.Refuse("Fact.FirstEntry");
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
