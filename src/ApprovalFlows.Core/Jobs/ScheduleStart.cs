using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using ITrigger = Quartz.ITrigger;
using TriggerBuilder = Quartz.TriggerBuilder;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// Makes the schedulers run what <see cref="JobPlan"/> says, before they start: what is missing is added, what
/// reads otherwise is replaced, what an earlier version left is removed. What is right is left alone, since
/// another node may be running it.
/// </summary>
public sealed class ScheduleStart(IServiceProvider services, ILogger<ScheduleStart> log)
{
    private static readonly string[] s_schedulers = [Schedule.EveryNode, Schedule.OneNode];

    private const string CatchUp = "catch-up";

    public async Task ArrangeAsync(CancellationToken cancellation = default)
    {
        foreach (var name in s_schedulers)
            await ArrangeAsync(await FindAsync(name, cancellation), JobsOf(name), cancellation);
    }

    /// <summary>Whether this node is looking for what is due.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellation = default)
    {
        foreach (var name in s_schedulers)
            if ((await FindAsync(name, cancellation)).Status != SchedulerStatus.Running) return false;
        return true;
    }

    internal ValueTask<IScheduler> FindAsync(string name, CancellationToken cancellation) =>
        services.GetRequiredKeyedService<ISchedulerFactory>(name).GetScheduler(cancellation);

    internal static List<(IJobDetail Job, ITrigger Trigger)> JobsOf(string scheduler)
    {
        var isShared = scheduler == Schedule.OneNode;
        List<(IJobDetail Job, ITrigger Trigger)> jobs =
        [
            .. from plan in JobPlan.All
               where plan.IsOnEveryNode != isShared
               select (JobOf<PlannedRun>(plan.Name, isShared), TriggerOf(plan)),
        ];
        var waits = Misfire.Waits("it comes again within seconds");
        if (!isShared)
        {
            jobs.Add((
                JobOf<CatchUpRun>(CatchUp, isRepeated: false),
                TriggerOf(new JobPlan(CatchUp, JobTime.Each(CatchUpRun.Every), false, waits))));
        }

        return jobs;
    }

    private async Task ArrangeAsync(
        IScheduler scheduler, List<(IJobDetail Job, ITrigger Trigger)> planned, CancellationToken cancellation)
    {
        foreach (var (job, trigger) in planned)
        {
            if (await IsRightAsync(scheduler, job, trigger, cancellation)) continue;
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellation);
        }

        var stored = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellation);
        foreach (var key in stored.Except(planned.Select(one => one.Job.Key)))
        {
            log.LogInformation("Job {Job} is planned no more and was removed", key.Name);
            await scheduler.DeleteJob(key, cancellation);
        }
    }

    private static async Task<bool> IsRightAsync(
        IScheduler scheduler, IJobDetail job, ITrigger trigger, CancellationToken cancellation)
    {
        try
        {
            var stored = await scheduler.GetJobDetail(job.Key, cancellation);
            if (stored?.JobType.FullName != job.JobType.FullName || stored.RequestsRecovery != job.RequestsRecovery)
                return false;
            var triggers = await scheduler.GetTriggersOfJob(job.Key, cancellation);
            return triggers.Count == 1 && IsSame(triggers.Single(), trigger);
        }
        catch (JobPersistenceException)
        {
            // It names a class that is gone.
            return false;
        }
    }

    private static bool IsSame(ITrigger stored, ITrigger planned) =>
        stored.Key.Equals(planned.Key) && stored.MisfireInstructionCode == planned.MisfireInstructionCode
        && (stored, planned) switch
        {
            (ICronTrigger left, ICronTrigger right) =>
                left.CronExpressionString == right.CronExpressionString && left.TimeZone.Id == right.TimeZone.Id,
            (ISimpleTrigger left, ISimpleTrigger right) => left.RepeatInterval == right.RepeatInterval,
            _ => false,
        };

    // A run whose node died is run again by the one that notices.
    private static IJobDetail JobOf<TJob>(string name, bool isRepeated)
        where TJob : IJob =>
        JobBuilder.Create<TJob>().WithIdentity(name).RequestRecovery(isRepeated).Build();

    private static ITrigger TriggerOf(JobPlan plan) => TriggerBuilder.Create(TimeProvider.System)
        .WithIdentity(plan.Name).ForJob(plan.Name).WithSchedule(plan.Time.ToSchedule(plan.Misfire)).Build();
}
