using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The matter fits what the holder has: nothing live of the kind for a new one; for a renewal, a change or a
/// replacement the paper that the field names. A renewal later than thirty days before the end is warned of
/// (行政许可法 §50).
/// </summary>
internal sealed class PreviousFact : IFactRule
{
    public const string Matter = "matter";
    public const string New = "new";
    private const string Renewal = "renewal";
    private const int RenewalDays = 30;

    public string Kind => "previous";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var kind = input.Rule.Paper!;
        var papers = await input.PapersAsync(kind, cancellation);
        var matter = input.Text(Matter) ?? New;
        if (matter == New)
        {
            if (papers.FirstOrDefault(paper => Counts(paper, input.Today)) is { } live)
                input.Refuse("Fact.HasOne", CertificateKinds.NameOf(kind), live.Number);
            return;
        }

        var previous = papers.FirstOrDefault(paper => paper.Number == input.Text(input.Rule.Field));
        if (previous is null)
            input.Refuse("Fact.PreviousUnknown", CertificateKinds.NameOf(kind));
        else if (previous.IsEnded || (matter != Renewal && input.Today > previous.ValidTo))
            input.Refuse("Fact.PreviousEnded", previous.Number);
        else if (matter == Renewal && input.Today > previous.ValidTo.AddDays(-RenewalDays))
            input.Warn("Fact.RenewalLate", previous.ValidTo.AddDays(-RenewalDays));
    }

    public IEnumerable<string> Missing(FactRule rule)
    {
        if (rule.Paper is null || CertificateKinds.Find(rule.Paper) is null)
            yield return "paper";
    }

    private static bool Counts(Certificate paper, DateOnly today) =>
        paper.StateOn(today) is CertificateState.Valid or CertificateState.NotYetValid or CertificateState.Suspended;
}
