using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The matter fits what the holder has: nothing live of the kind for a new one; for a renewal, a change or a
/// replacement the paper that the field names, which nobody applies for already. The day <c>to</c> of what is no
/// renewal is not later than before. A renewal later than thirty days before the end is warned of
/// (行政许可法 §50).
/// </summary>
internal sealed class PreviousFact : IFactRule
{
    public string Kind => Matter.Fact;

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var matter = input.Text(Matter.Field);
        if (matter is null) return;
        var kind = input.Rule.Paper!;
        var papers = await input.PapersAsync(kind, cancellation);
        if (Matter.Of(input.Values) is not { } how)
        {
            if (papers.FirstOrDefault(paper => Counts(paper, input.Today)) is { } live)
                input.Refuse("Fact.HasOne", CertificateKinds.NameOf(kind), live.Number);
            return;
        }

        var previous = papers.FirstOrDefault(paper => paper.Number == input.Text(input.Rule.Field));
        if (previous is null)
            input.Refuse("Fact.PreviousUnknown", CertificateKinds.NameOf(kind));
        else if (Against(previous, how, papers, input) is { } reason)
            input.Refuse(reason, previous.Number);
        else if (!input.IsDecision && await IsAppliedForAsync(previous, input, cancellation))
            input.Refuse("Fact.PreviousAppliedFor", previous.Number);
        else
            LookAtDays(previous, how, input);
    }

    public IEnumerable<string> Missing(FactRule rule)
    {
        if (rule.Paper is null || CertificateKinds.Find(rule.Paper) is null)
            yield return "paper";
    }

    // A paper that is suspended would come back by its successor without anybody having lifted the suspension.
    private static string? Against(
        Certificate previous, Succession how, IReadOnlyList<Certificate> papers, FactInput input) =>
        previous.StateOn(input.Today) switch
        {
            _ when previous.IsEnded => "Fact.PreviousEnded",
            // Who applied in time for a renewal does not lose by the time the office takes.
            CertificateState.Expired when !input.IsDecision || how != Succession.Renewal => "Fact.PreviousEnded",
            CertificateState.Suspended => "Fact.PreviousSuspended",
            _ when how != Succession.Renewal => null,
            _ when papers.Any(paper => paper.PreviousId == previous.Id && !paper.IsEnded) => "Fact.PreviousRenewed",
            _ when IsUsedToTheEnd(previous) => "Fact.StayUsedToTheEnd",
            _ => null,
        };

    // D§5: no stay is longer than 180 days after the entry, in one permit or in two.
    private static bool IsUsedToTheEnd(Certificate previous) =>
        previous.Kind == CertificateKinds.Stay
        && previous.LastDay >= StayPeriod.LastDay(FormerPaper.EntryOf(previous));

    // Two at once are refused when the second comes to be decided; here the applicant hears of it before.
    private static async Task<bool> IsAppliedForAsync(
        Certificate previous, FactInput input, CancellationToken cancellation)
    {
        var (worker, firm) = (previous.WorkerId, previous.EnterpriseId);
        var open = await input.Db.Cases.AsNoTracking()
            .Where(file => file.Id != input.CaseId && CaseStatuses.Open.Contains(file.Status)
                && file.WorkerId == worker && (worker != null || file.EnterpriseId == firm))
            .Select(file => file.Values)
            .ToListAsync(cancellation);
        return open.Exists(text =>
        {
            using var values = JsonDocument.Parse(text);
            return Matter.Of(values.RootElement) is not null
                && values.RootElement.TextOf(Matter.PreviousField) == previous.Number;
        });
    }

    private static void LookAtDays(Certificate previous, Succession how, FactInput input)
    {
        var latest = RenewalWindow.LastDay(previous.ValidTo);
        if (how != Succession.Renewal && input.Date(input.Rule.To) > previous.ValidTo)
            input.Errors.Add(input.Rule.To!, new Sentence("Fact.KeepsEnd", previous.ValidTo));
        else if (how == Succession.Renewal && input.Today > latest)
            input.Warn("Fact.RenewalLate", latest);
    }

    private static bool Counts(Certificate paper, DateOnly today) =>
        paper.StateOn(today) is CertificateState.Valid or CertificateState.NotYetValid or CertificateState.Suspended;
}
