using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Papers;

/// <summary>
/// Which paper, what became of it, since when: "held: the employer's certificate is suspended". It names kinds
/// and states only, so it may stand on the public page.
/// </summary>
public static class HeldText
{
    public static Sentence Of(PaperCause cause) => new(
        "Papers.Next.Held", CertificateKinds.NameOf(cause.Paper.Kind),
        new Sentence($"Papers.State.{cause.State}"), cause.Since);
}
