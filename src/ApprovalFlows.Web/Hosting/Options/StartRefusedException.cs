namespace ApprovalFlows.Web.Hosting.Options;

/// <summary>The program cannot start with what it was given; each reason is a sentence for the operator.</summary>
public sealed class StartRefusedException(IReadOnlyList<string> reasons, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, reasons), inner)
{
    public IReadOnlyList<string> Reasons => reasons;
}
