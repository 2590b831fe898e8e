using System.Globalization;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.TestSupport;
using Quartz;

namespace ApprovalFlows.Core.Tests.Jobs;

/// <summary>When every job runs, in the time of the offices, and what becomes of a moment that was missed.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTimeOffset s_newYear = ChinaTime.StartOf(new DateOnly(2027, 1, 1));

    public static TheoryData<string, string, int, bool, bool> Jobs => new()
    {
        { "certificate-expiry", "01:00:00", 365, true, false },
        { "stay-expiry", "01:00:00", 365, true, false },
        { "health-expiry", "01:00:00", 365, true, false },
        { "organised-exit", "01:00:00", 365, true, false },
        { "insurance-gap", "01:00:00", 365, true, false },
        { "agreement", "01:00:00", 365, true, false },
        { "residence-24h", "00:15:00", 365 * 96, true, false },
        { "quota", "01:00:00", 365, true, false },
        { "calendar-guard", "01:00:00", 365, true, false },
        { "assessment-report", "00:15:00", 365 * 96, true, false },
        { "rectification", "01:00:00", 365, true, false },
        { "sanction-list", "01:00:00", 365, true, false },
        { "reminders", "00:01:00", 365 * 1440, false, false },
        { "digest", "00:01:00", 365 * 1440, false, false },
        { "letters", "00:01:00", 365 * 1440, false, false },
        { "assessment-cycle", "00:15:00", 365 * 96, true, false },
        { "publicity", "00:01:00", 365 * 1440, false, false },
        { "handover", "00:00:05", 365 * 17_280, false, true },
        { "task-batches", "00:00:01", 365 * 86_400, false, true },
        { "application-batches", "00:00:01", 365 * 86_400, false, true },
        { "due-work", "00:00:05", 365 * 17_280, false, true },
        { "recalculation", "00:00:02", 365 * 43_200, false, true },
        { "outbox", "00:00:01", 365 * 86_400, false, true },
        { "mail", "00:00:01", 365 * 86_400, false, true },
        { "anchor", "00:30:00", 365 * 48, true, false },
        { "retention", "01:00:00", 365, true, false },
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Plan_OverAYear_IsAsTheTableSays(
        string name, string first, int runs, bool isRunLate, bool isOnEveryNode)
    {
        var plan = JobPlan.Of(name);

        var next = ChinaTime.Of(plan.Time.NextDue(s_newYear));
        // From the last moment of the year before to the first of the year after, neither of which counts.
        var found = plan.Time.CountBetween(
            plan.Time.LastDue(s_newYear.AddSeconds(-1)), plan.Time.NextDue(s_newYear.AddYears(1).AddSeconds(-1)));

        Assert.Equal(TimeSpan.Parse(first, CultureInfo.InvariantCulture), next - s_newYear);
        Assert.Equal(runs, found);
        Assert.Equal((isRunLate, isOnEveryNode), (plan.Misfire.IsRunLate, plan.IsOnEveryNode));
        Assert.NotEmpty(plan.Misfire.Reason);
    }

    [Fact]
    public void Table_Above_NamesEveryJob() => Assert.Equal(
        JobPlan.All.Select(plan => plan.Name).Order(StringComparer.Ordinal),
        Jobs.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Document_OfOperations_HasARowForEveryJob()
    {
        var document = File.ReadAllText(RepositoryFiles.PathOf("docs/operations.md"));

        Assert.All(JobPlan.All, plan => Assert.Contains(RowOf(plan), document, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2027-03-01 00:59:59.9", "2027-02-28 01:00:00")]
    [InlineData("2027-03-01 01:00:00.0", "2027-03-01 01:00:00")]
    [InlineData("2027-03-01 01:00:00.9", "2027-03-01 01:00:00")]
    [InlineData("2027-03-01 23:59:59.9", "2027-03-01 01:00:00")]
    public void LastDue_OfANightlyJob_IsTheNightBefore(string now, string due) =>
        Assert.Equal(At(due), JobTime.DailyAt(new TimeOnly(1, 0)).LastDue(At(now)));

    [Fact]
    public void YearlyTime_AcrossALeapYear_ComesOnceAYear()
    {
        var time = JobTime.At("0 0 2 29 2 ?");

        Assert.Equal(At("2024-02-29 02:00:00"), time.LastDue(At("2027-06-01 00:00:00")));
        Assert.Equal(At("2028-02-29 02:00:00"), time.NextDue(At("2027-06-01 00:00:00")));
    }

    [Fact]
    public void Triggers_OfBothSchedulers_FireWhenThePlanSays()
    {
        string[] own = ["catch-up"];
        foreach (var scheduler in new[] { Schedule.OneNode, Schedule.EveryNode })
        {
            var jobs = ScheduleStart.JobsOf(scheduler).Where(one => !own.Contains(one.Job.Key.Name));
            foreach (var (job, trigger) in jobs)
            {
                var plan = JobPlan.Of(job.Key.Name);
                var at = s_newYear.AddHours(9);

                if (trigger is ICronTrigger cron)
                    Assert.Equal(plan.Time.NextDue(at), cron.GetFireTimeAfter(at));
                else
                    Assert.Equal(plan.Time.Every, Assert.IsAssignableFrom<ISimpleTrigger>(trigger).RepeatInterval);
                Assert.Equal(plan.IsOnEveryNode, scheduler == Schedule.EveryNode);
                Assert.Equal(scheduler == Schedule.OneNode, job.RequestsRecovery);
            }
        }
    }

    private static string RowOf(JobPlan plan)
    {
        var time = plan.Time.Every switch
        {
            null => $"`{plan.Time.Cron}`",
            { TotalSeconds: 1 } => "every second",
            { TotalMinutes: 1 } => "every minute",
            { TotalMinutes: < 1 } every => $"every {every.TotalSeconds} seconds",
            { } every => $"every {every.TotalMinutes} minutes",
        };
        var missed = plan.Misfire.IsRunLate ? "one late run" : "wait for the next";
        return $"| `{plan.Name}` | {time} | {missed} | {plan.Misfire.Reason} |";
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(
        text + " +08:00", CultureInfo.InvariantCulture);
}
