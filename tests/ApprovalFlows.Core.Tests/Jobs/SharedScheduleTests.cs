using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TriggerBuilder = Quartz.TriggerBuilder;

namespace ApprovalFlows.Core.Tests.Jobs;

/// <summary>Two nodes that share the schedule of one PostgreSQL; on the machine's clock, as schedulers are.</summary>
public sealed class SharedScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrange_AfterAnUpgrade_ReplacesWhatChangedAndRemovesWhatIsGone()
    {
        Requires.Postgres();
        await using var host = await CoreHost.StartAsync(DatabaseKind.PostgreSql);
        await using var node = await NodeAsync(host);
        var scheduler = await SchedulerOf(node);
        await SpoilAsync(scheduler);
        var untouched = await scheduler.GetTrigger(new TriggerKey("letters"), Cancellation);

        await using var upgraded = await NodeAsync(host);

        var names = (await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), Cancellation))
            .Select(key => key.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            JobPlan.All.Where(plan => !plan.IsOnEveryNode).Select(plan => plan.Name).Order(StringComparer.Ordinal),
            names);
        var quota = (ICronTrigger)(await scheduler.GetTrigger(new TriggerKey("quota"), Cancellation))!;
        Assert.Equal("0 0 1 * * ?", quota.CronExpressionString);
        Assert.Equal("Asia/Shanghai", quota.TimeZone.Id);
        var letters = await scheduler.GetTrigger(new TriggerKey("letters"), Cancellation);
        Assert.Equal(untouched!.StartTimeUtc, letters!.StartTimeUtc);
    }

    [Fact]
    public async Task DueMoment_OnTwoNodes_RunsOnce()
    {
        Requires.Postgres();
        await using var host = await CoreHost.StartAsync(DatabaseKind.PostgreSql);
        await using var left = await NodeAsync(host);
        await using var right = await NodeAsync(host);
        var shared = await SchedulerOf(left);
        var moments = TimeProvider.System.GetUtcNow().AddSeconds(4);
        var plans = JobPlan.All.Where(plan => plan.IsWatcher).ToList();
        // What every night brings, a few seconds from now.
        foreach (var plan in plans) await FireAtAsync(shared, plan.Name, moments);

        await shared.Start(Cancellation);
        await (await SchedulerOf(right)).Start(Cancellation);
        await UntilAsync(async () => (await RunsAsync(host)).Count >= plans.Count);
        await shared.Shutdown(waitForJobsToComplete: true, Cancellation);
        await (await SchedulerOf(right)).Shutdown(waitForJobsToComplete: true, Cancellation);

        var found = await RunsAsync(host);
        Assert.Equal(plans.Select(plan => plan.Name).Order(), found.Select(run => run.Job).Order());
        Assert.All(found, run => Assert.True(run.IsComplete));
    }

    [Fact]
    public async Task Run_WhoseNodeDied_IsTakenOver()
    {
        Requires.Postgres();
        await using var host = await CoreHost.StartAsync(DatabaseKind.PostgreSql);
        await using var node = await NodeAsync(host);
        await LeaveAsAKilledNodeAsync(host, ReminderJob.Name);
        var scheduler = await SchedulerOf(node);

        await scheduler.Start(Cancellation);
        await UntilAsync(async () => await host.ReadAsync<AppDbContext, bool>(db =>
            db.JobRuns.AnyAsync(run => run.Name == ReminderJob.Name, Cancellation)));
        await scheduler.Shutdown(waitForJobsToComplete: true, Cancellation);

        var trigger = await host.ReadAsync<AppDbContext, string>(db => db.Database.SqlQuery<string>(
            $"""SELECT trigger_state AS "Value" FROM scheduler_triggers WHERE trigger_name = 'reminders'""")
            .SingleAsync(Cancellation));
        Assert.Equal("WAITING", trigger);
    }

    // In the middle of a run, with a last word of a minute ago.
    private static Task<int> LeaveAsAKilledNodeAsync(CoreHost host, string job)
    {
        var (ago, sched) = (TimeProvider.System.GetUtcNow().AddMinutes(-1).UtcTicks, Schedule.OneNode);
        return host.ReadAsync<AppDbContext, int>(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO scheduler_scheduler_state VALUES ({sched}, 'dead', {ago}, 1000, '4.7.3');
            INSERT INTO scheduler_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name,
                fired_time, sched_time, priority, state, job_name, job_group, is_nonconcurrent, requests_recovery)
            VALUES ({sched}, 'dead-1', {job}, 'DEFAULT', 'dead', {ago}, {ago}, 5, 'EXECUTING', {job}, 'DEFAULT',
                true, true);
            UPDATE scheduler_triggers SET trigger_state = 'BLOCKED' WHERE trigger_name = {job};
            """,
            Cancellation));
    }

    private static async Task<ServiceProvider> NodeAsync(CoreHost host)
    {
        var node = host.Twin(services => services.AddSchedule(
            new ApprovalFlowsOptions
            {
                Database = DatabaseKind.PostgreSql,
                Jobs = new JobOptions { CheckInSeconds = 1 },
            },
            host.ConnectionString));
        await node.GetRequiredService<ScheduleStart>().ArrangeAsync(Cancellation);
        return node;
    }

    private static async Task<IScheduler> SchedulerOf(ServiceProvider node) =>
        await node.GetRequiredService<ScheduleStart>().FindAsync(Schedule.OneNode, Cancellation);

    // As an earlier version left it: another time for one job, and one that exists no more.
    private static async Task SpoilAsync(IScheduler scheduler)
    {
        await scheduler.RescheduleJob(
            new TriggerKey("quota"),
            TriggerBuilder.Create().WithIdentity("quota").ForJob("quota")
                .WithSchedule(CronScheduleBuilder.Create("0 0 3 * * ?")).Build(),
            Cancellation);
        var job = await scheduler.GetJobDetail(new JobKey("letters"), Cancellation);
        await scheduler.ScheduleJob(
            JobBuilder.Create().OfType(job!.JobType).WithIdentity("gone").Build(),
            [TriggerBuilder.Create().WithIdentity("gone").StartAt(TimeProvider.System.GetUtcNow().AddDays(1)).Build()],
            new ScheduleJobOptions(),
            Cancellation);
    }

    private static async Task FireAtAsync(IScheduler scheduler, string job, DateTimeOffset moment) =>
        await scheduler.RescheduleJob(
            new TriggerKey(job),
            TriggerBuilder.Create().WithIdentity(job).ForJob(job).StartAt(moment).Build(),
            Cancellation);

    private static async Task UntilAsync(Func<Task<bool>> isReached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isReached()) await pulse.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<List<PastRun>> RunsAsync(CoreHost host)
    {
        var watchers = JobPlan.All.Where(plan => plan.IsWatcher).Select(plan => plan.Name).ToList();
        return await host.ReadAsync<AppDbContext, List<PastRun>>(db =>
            db.PastRuns.AsNoTracking().Where(run => watchers.Contains(run.Job)).ToListAsync(Cancellation));
    }
}
