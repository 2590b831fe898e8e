using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Every recurring job of the system; how often each runs says <see cref="JobPlan"/>.</summary>
public static class Schedule
{
    // Looks only which watchers are due or asked for: so a run that fell out is made up for at the start.
    private static readonly TimeSpan WatcherEvery = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var plan in JobPlan.All.Where(plan => !plan.IsWatcher))
                quartz.ScheduleJob<PlannedRun>(
                    trigger => trigger.Every(plan.Every!.Value), job => job.WithIdentity(plan.Name));
            quartz.ScheduleJob<WatcherRun>(
                trigger => trigger.Every(WatcherEvery), job => job.WithIdentity(WatcherJob.Name));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        return services;
    }

    // Nothing is lost by a run that did not happen: the next one finds all that is due.
    private static void Every(this ITriggerConfigurator trigger, TimeSpan interval) =>
        trigger.WithSimpleSchedule(every => every
            .WithInterval(interval)
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount));

    // One run at a time of each name; different names run beside each other.
    [DisallowConcurrentExecution]
    private sealed class PlannedRun(JobRunner runner) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await runner.TickAsync(context.JobDetail.Key.Name, cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class WatcherRun(WatcherJob watchers, JobRunner runner) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await runner.RunAskedAsync(cancellationToken);
            await watchers.RunDueAsync(cancellationToken);
        }
    }
}
