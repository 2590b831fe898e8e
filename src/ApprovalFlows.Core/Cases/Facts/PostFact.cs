using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The employer's certificate lists the position.</summary>
internal sealed class PostFact : IFactRule
{
    public string Kind => "post";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var live = (await input.PapersAsync(CertificateKinds.Employer, cancellation))
            .Where(paper => paper.StateOn(input.Today) == CertificateState.Valid).ToList();
        // Without any certificate the fact about the quota says so already.
        if (live.Count == 0 || input.Text(input.Rule.Field) is not { } code) return;
        if (!live.Exists(paper => QuotaService.PostsOf(paper.Contents).Any(post => post.Code == code)))
            input.Refuse("Fact.PostUnknown", code);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
