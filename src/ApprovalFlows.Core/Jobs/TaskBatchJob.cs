using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Does what reviewers ordered for many tasks at once.</summary>
public sealed record TaskBatchReport(int Done) : IJobReport
{
    bool IJobReport.IsIdle => Done == 0;
}

/// <summary>
/// Works through batches in the name of whoever ordered them, with what that person may do at this
/// moment. Safe to run twice and on every node: an item and its result are one commit.
/// </summary>
public sealed class TaskBatchJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
    : BatchWork<TaskBatchService>(scopes, work, draining)
{
    public const string Name = "task-batches";
}
