using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// Whoever lives in the pilot area has a live stay permit that covers the place of work. A commuter needs none,
/// but a place outside the counties at the border is warned of: the pass is not valid there.
/// </summary>
internal sealed class StayFact : IFactRule
{
    private const string Mode = "mode";
    private const string Commuter = "commuter";
    private const string Area = "areaCode";

    public string Kind => "stay";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var area = input.Text(Area) ?? "";
        if (input.Text(Mode) == Commuter)
        {
            if (!BorderPass.Covers(area)) input.Warn("BorderPass.OutsideBorder", area);
            return;
        }

        var live = (await input.PapersAsync(CertificateKinds.Stay, cancellation))
            .Where(paper => paper.StateOn(input.Today) == CertificateState.Valid).ToList();
        if (live.Count == 0)
            input.Refuse("Fact.PaperMissing", CertificateKinds.NameOf(CertificateKinds.Stay));
        else if (!live.Exists(paper => Names(paper, area)))
            input.Refuse("Fact.StayElsewhere", area);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];

    // 外国人入境出境管理条例 §25(3): outside the areas of the permit the stay is illegal.
    private static bool Names(Certificate permit, string area) =>
        permit.AreaCodes is null
            ? BorderPass.Covers(area)
            : permit.AreaCodes.Split(',').Any(code =>
                area.StartsWith(code, StringComparison.Ordinal) || code.StartsWith(area, StringComparison.Ordinal));
}
