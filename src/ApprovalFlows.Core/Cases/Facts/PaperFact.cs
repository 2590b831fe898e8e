using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The holder has a live paper of the kind, the one whose number the field gives if it gives one; it covers the
/// days from <c>from</c> to <c>to</c>. An agreement is with the present employer.
/// </summary>
internal sealed class PaperFact : IFactRule
{
    public string Kind => "paper";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var kind = input.Rule.Paper!;
        var name = CertificateKinds.NameOf(kind);
        var papers = (await input.PapersAsync(kind, cancellation)).AsEnumerable();
        if (input.Form.FindField(input.Rule.Field)?.Type == "certificate" && input.Text(input.Rule.Field) is { } number)
            papers = papers.Where(paper => paper.Number == number);
        if (kind == CertificateKinds.Agreement)
            papers = papers.Where(paper => paper.EnterpriseId == input.Subject.Employer?.Id);

        var live = papers.Where(paper => IsLive(paper, input)).OrderByDescending(paper => paper.ValidTo).ToList();
        if (live.Count == 0)
            input.Refuse("Fact.PaperMissing", name);
        else if (input.Date(input.Rule.From) is { } from && live.TrueForAll(paper => paper.ValidFrom > from))
            input.Refuse("Fact.PaperBeginsLater", name, live[0].ValidFrom, from);
        else if (input.Date(input.Rule.To) is { } to && live[0].ValidTo < to)
            input.Refuse("Fact.PaperEndsEarlier", name, live[0].ValidTo, to);
    }

    public IEnumerable<string> Missing(FactRule rule)
    {
        if (rule.Paper is null || CertificateKinds.Find(rule.Paper) is null)
            yield return "paper";
    }

    // An agreement or a policy may begin with the work.
    private static bool IsLive(Certificate paper, FactInput input) => paper.StateOn(input.Today) switch
    {
        CertificateState.Valid => true,
        CertificateState.NotYetValid => paper.Kind
            is CertificateKinds.Agreement or CertificateKinds.AccidentPolicy or CertificateKinds.InjuryPolicy,
        _ => false,
    };
}
