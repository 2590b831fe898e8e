using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Every recurring job of the system, on one screen.</summary>
public static class Schedule
{
    private static readonly TimeSpan DueWorkEvery = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz => quartz.ScheduleJob<DueWorkRun>(
            trigger => trigger.WithSimpleSchedule(every => every
                .WithInterval(DueWorkEvery)
                .RepeatForever()

                // Nothing is lost by a run that did not happen: the next one finds all that is due.
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(DueWorkJob.Name)));
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        return services;
    }

    [DisallowConcurrentExecution]
    private sealed class DueWorkRun(DueWorkJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }
}
