using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>
/// A version may not go live as it is. Ends the unit of work with nothing written; that it was tried is
/// recorded afterwards, in a unit of its own.
/// </summary>
internal sealed class PublishRefused(StoredDefinition version, string? reason, IReadOnlyList<Finding> findings)
    : BurstRefusedException("FlowNotPublished")
{
    public StoredDefinition Version => version;
    public string? Reason => reason;
    public IReadOnlyList<Finding> Findings => findings;

    public RuleViolation ToViolation()
    {
        var errors = Of(Severity.Error);
        if (errors.Count > 0) return RuleViolation.Because("FlowNotPublished", errors);
        var needsReason = new Sentence("FlowNeedsReason", $"/studio/flows/{version.DefinitionId}/publish");
        return RuleViolation.Because("FlowNotPublished", [.. Of(Severity.Warning), needsReason]);
    }

    private List<Sentence> Of(Severity severity) =>
        [.. findings.Where(finding => finding.Severity == severity).Select(finding => finding.Sentence)];
}
