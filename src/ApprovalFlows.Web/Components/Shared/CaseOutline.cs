using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Flows;

namespace ApprovalFlows.Web.Components.Shared;

public static class CaseOutline
{
    /// <summary>The steps still before a case; after a correction it returns to the office that asked.</summary>
    public static async Task<IReadOnlyList<OutlineStep>> StepsToComeAsync(
        this OutlineService outline, CaseView file, CancellationToken cancellation)
    {
        if (file.Status.IsClosed()) return [];
        var last = file.Steps.Count > 0 ? file.Steps[^1] : null;
        var coming = await outline.StepsToComeAsync(
            file.FlowVersionId, last?.StepId, file.Values.TextOf("route"), cancellation);
        return file.Status == CaseStatus.CorrectionRequested && last is not null
            ? [new OutlineStep(last.StepId, last.Name, last.Department), .. coming]
            : coming;
    }
}
