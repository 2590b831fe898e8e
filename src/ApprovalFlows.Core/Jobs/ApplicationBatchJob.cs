using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Checks and sends what applicants handed in for many workers at once.</summary>
public sealed class ApplicationBatchJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
    : BatchWork<ApplicationBatchDesk>(scopes, work, draining)
{
    public const string Name = "application-batches";
}
