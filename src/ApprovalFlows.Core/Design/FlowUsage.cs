using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Design;

/// <summary>Whether anything runs, or ran, on a version: then it stays readable.</summary>
public sealed class FlowUsage(AppDbContext db)
{
    public Task<bool> IsUsedAsync(string versionId, CancellationToken cancellation = default) =>
        db.WorkflowInstances.AnyAsync(row => row.VersionId == versionId, cancellation);
}
