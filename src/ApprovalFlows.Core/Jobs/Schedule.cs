using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>Every recurring job of the system; how often each runs says <see cref="JobPlan"/>.</summary>
public static class Schedule
{
    private static readonly TimeSpan DueWorkEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutboxEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnchorEvery = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RecalculationEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HandoverEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReminderEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LetterEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BatchEvery = TimeSpan.FromSeconds(1);

    // Looks only which watchers are due or asked for: so a run that fell out is made up for at the start.
    private static readonly TimeSpan WatcherEvery = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<DueWorkRun>(
                trigger => trigger.Every(DueWorkEvery), job => job.WithIdentity(DueWorkJob.Name));
            quartz.ScheduleJob<OutboxRun>(
                trigger => trigger.Every(OutboxEvery), job => job.WithIdentity(OutboxJob.Name));
            quartz.ScheduleJob<AnchorRun>(
                trigger => trigger.Every(AnchorEvery), job => job.WithIdentity(AnchorJob.Name));
            quartz.ScheduleJob<RecalculationRun>(
                trigger => trigger.Every(RecalculationEvery), job => job.WithIdentity(RecalculationJob.Name));
            quartz.ScheduleJob<HandoverRun>(
                trigger => trigger.Every(HandoverEvery), job => job.WithIdentity(HandoverJob.Name));
            quartz.ScheduleJob<ReminderRun>(
                trigger => trigger.Every(ReminderEvery), job => job.WithIdentity(ReminderJob.Name));
            quartz.ScheduleJob<DigestRun>(
                trigger => trigger.Every(ReminderEvery), job => job.WithIdentity(DigestJob.Name));
            quartz.ScheduleJob<LetterRun>(
                trigger => trigger.Every(LetterEvery), job => job.WithIdentity(LetterJob.Name));
            quartz.ScheduleJob<TaskBatchRun>(
                trigger => trigger.Every(BatchEvery), job => job.WithIdentity(TaskBatchJob.Name));
            quartz.ScheduleJob<ApplicationBatchRun>(
                trigger => trigger.Every(BatchEvery), job => job.WithIdentity(ApplicationBatchJob.Name));
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
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class HandoverRun(HandoverJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            _ = await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class TaskBatchRun(TaskBatchJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class ApplicationBatchRun(ApplicationBatchJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class WatcherRun(WatcherJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunDueAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class OutboxRun(OutboxJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class ReminderRun(ReminderJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class LetterRun(LetterJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class DigestRun(DigestJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(cancellationToken);
    }

    [DisallowConcurrentExecution]
    private sealed class AnchorRun(AnchorJob job) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await job.RunAsync(daily: true, cancellationToken);
            IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await runner.RunAskedAsync(cancellationToken);
            await watchers.RunDueAsync(cancellationToken);
        }
    }
}
