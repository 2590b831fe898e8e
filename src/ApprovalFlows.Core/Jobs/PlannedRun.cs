using Microsoft.Extensions.Logging;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>What the scheduler starts: a run of the job whose name it has. One run at a time of each name.</summary>
[DisallowConcurrentExecution]
internal sealed class PlannedRun(JobRunner runner, ILogger<PlannedRun> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        // While nodes are upgraded one after the other, an old one may draw a job of the new version.
        if (JobPlan.Find(name) is null) log.LogWarning("Job {Job} is not known to this version", name);
        else await runner.TickAsync(name, cancellationToken);
    }
}

/// <summary>What administrators asked for, and watchers whose run fell out; derived from rows, on every node.</summary>
[DisallowConcurrentExecution]
internal sealed class CatchUpRun(JobRunner runner, WatcherJob watchers) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await runner.RunAskedAsync(cancellationToken);
        await watchers.RunDueAsync(cancellationToken);
    }
}
