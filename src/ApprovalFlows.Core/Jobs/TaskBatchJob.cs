using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Does what reviewers ordered for many tasks at once.</summary>
public sealed class TaskBatchJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
    : BatchWork<TaskBatchService>(scopes, work, draining)
{
    public const string Name = "task-batches";
}
