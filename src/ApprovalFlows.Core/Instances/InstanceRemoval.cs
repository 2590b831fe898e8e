using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

/// <summary>
/// Deletes instances with their journal: trials and failed starts. The instance of a case is part of its
/// file and stays, and so do those that it started.
/// </summary>
public sealed class InstanceRemoval(AppDbContext db, CurrentActor current)
{
    private const int MaxDepth = 64;

    /// <returns>False when there is no such instance.</returns>
    /// <exception cref="RuleViolation">A case belongs to it.</exception>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellation = default)
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin)) throw RuleViolation.Forbidden("NotAllowed");
        var found = await db.WorkflowInstances.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (found is null) return false;
        if (await FindCaseAsync(found, cancellation) is { } number)
            throw new RuleViolation("InstanceOfCase", number);
        db.WorkflowBookmarks.RemoveRange(
            await db.WorkflowBookmarks.Where(row => row.InstanceId == id).ToListAsync(cancellation));
        db.WorkflowJournal.RemoveRange(
            await db.WorkflowJournal.Where(row => row.InstanceId == id).ToListAsync(cancellation));
        db.WorkflowInstances.Remove(found);
        return true;
    }

    /// <returns>How many there were; all of them are gone, or none when one may not be deleted.</returns>
    public async Task<int> RemoveAllAsync(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        var removed = 0;
        foreach (var id in ids)
            if (await RemoveAsync(id, cancellation))
                removed++;
        return removed;
    }

    private async Task<string?> FindCaseAsync(StoredInstance instance, CancellationToken cancellation)
    {
        var id = instance.Id;
        var parent = instance.ParentInstanceId;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var number = await db.Cases.Where(file => file.InstanceId == id)
                .Select(file => file.Number)
                .FirstOrDefaultAsync(cancellation);
            if (number is not null || parent is null) return number;
            id = parent;
            parent = await db.WorkflowInstances.Where(row => row.Id == id)
                .Select(row => row.ParentInstanceId)
                .FirstOrDefaultAsync(cancellation);
        }

        return null;
    }
}
