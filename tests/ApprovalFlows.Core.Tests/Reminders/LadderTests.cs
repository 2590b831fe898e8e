using System.Globalization;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Tests.DueDates;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Reminders;

/// <summary>
/// Where the rungs lie, in Guangxi in 2026: 三月三 on 17 and 20 April, 9 May worked in place of May Day.
/// </summary>
public sealed class LadderTests
{
    private static readonly CaseClock s_clock = new(WorkCalendars.Seed, TimeLimits.Seed);

    [Theory]
    [InlineData("acceptance", "2026-04-10", "04-16", "04-21", "04-22", "04-24", "04-28")]
    [InlineData("decision", "2026-04-01", "04-24", "05-07", "05-08", "05-11", "05-13")]
    [InlineData("delivery", "2026-09-22", "10-09", "10-13", "10-14", "10-16", "10-20")]
    public void Rungs_OfALimit_LieOnWorkingDays(string limit, string start, params string[] expected)
    {
        var (file, task) = Step(limit, start);

        var days = Days(file, task);

        Assert.Equal(expected, days);
    }

    [Fact]
    public void Rungs_SuspendedForAHearing_MoveBehindIt()
    {
        var (file, task) = Step("decision", "2026-04-01");
        file.Suspensions.Add(new Core.Cases.Suspension
        {
            CaseId = file.Id,
            From = EmployerFlow.At("2026-04-08 10:00"),
            To = EmployerFlow.At("2026-04-15 16:00"),
            Reason = Core.Deadlines.Suspension.Hearing,
        });

        var days = Days(file, task);

        Assert.Equal(["05-06", "05-13", "05-14", "05-18", "05-20"], days);
    }

    [Fact]
    public void Rungs_ExtendedByTenDays_AreSharesOfTheWhole()
    {
        var (file, task) = Step("decision", "2026-04-01");
        file.Extend(OpenCases.Officer, 10, "案情复杂", EmployerFlow.At("2026-04-20 10:00"));

        var days = Days(file, task);

        Assert.Equal(["05-08", "05-20", "05-21", "05-25", "05-27"], days);
    }

    [Fact]
    public void Rungs_OfAStepThatBeganLate_ComeNoSoonerThanTheStep()
    {
        var (file, early) = Step("decision", "2026-04-01");
        var created = EmployerFlow.At("2026-04-30 15:00");
        var task = Late(file, early, created);

        var moments = Ladders.Seed.OfLimit("decision").Moments(
            percent => s_clock.UsedAt(file, task, percent), early.DueAt!.Value, created, WorkCalendars.Seed["GX"]);

        Assert.Equal(created, moments[0].At);
        Assert.Equal(EmployerFlow.At("2026-05-07 00:00"), moments[1].At);
    }

    [Fact]
    public void Rungs_OfWorkingDaysOfTheFlow_AreSharesOfThese()
    {
        var (file, statutory) = Step("decision", "2026-04-01");
        var task = Short(file, statutory, days: 3);

        var amber = s_clock.UsedAt(file, task, 70);

        Assert.Equal(EmployerFlow.At("2026-04-07 00:00"), amber);
    }

    [Fact]
    public void Rungs_OfEveryLimit_RiseAndHaveTexts()
    {
        var ladders = Ladders.Seed.All;

        Assert.All(ladders, ladder => Assert.Equal(
            ladder.Rungs.OrderBy(rung => rung.Overdue ?? -1).Select(rung => rung.Key),
            ladder.Rungs.Select(rung => rung.Key)));
        var keys = ladders.SelectMany(ladder => ladder.Rungs).SelectMany(rung => rung.To.Select(who => who switch
        {
            RungRecipient.Holder => $"Reminder.{rung.Text}.Holder",
            RungRecipient.Applicant => $"Reminder.{rung.Text}.Applicant",
            _ => $"Reminder.{rung.Text}.Superior",
        }));
        Assert.All(keys, key => Assert.True(Core.Texts.TextResources.Contains(key), key));
        Assert.All(
            ladders.SelectMany(ladder => ladder.Limits), limit => Assert.NotNull(TimeLimits.Seed.Find(limit)));
    }

    [Theory]
    [InlineData("2026-05-06 19:59", "2026-05-06 19:59")]
    [InlineData("2026-05-06 20:00", "2026-05-07 08:00")]
    [InlineData("2026-05-08 07:00", "2026-05-08 08:00")]
    [InlineData("2026-04-16 21:00", "2026-04-21 08:00")]
    [InlineData("2026-05-08 22:00", "2026-05-09 08:00")]
    [InlineData("2026-05-10 12:00", "2026-05-11 08:00")]
    public void Opening_InQuietHours_IsTheNextWorkingMorning(string now, string expected)
    {
        var quiet = new QuietHours(
            null!, WorkCalendars.Seed, Microsoft.Extensions.Options.Options.Create(new ApprovalFlowsOptions()));

        var opening = quiet.Opening(EmployerFlow.At(now), WorkCalendars.Seed["GX"]);

        Assert.Equal(EmployerFlow.At(expected), opening);
    }

    private static IEnumerable<string> Days(Case file, ReviewTask task) => Ladders.Seed.OfLimit(task.TimeLimit)
        .Moments(
            percent => s_clock.UsedAt(file, task, percent),
            s_clock.DueAt(file, task)!.Value,
            task.CreatedAt,
            WorkCalendars.Seed["GX"])
        .Select(moment => ChinaTime.DateOf(moment.At).ToString("MM-dd", CultureInfo.InvariantCulture));

    private static (Case File, ReviewTask Task) Step(string limit, string start)
    {
        var at = EmployerFlow.At($"{start} 09:00");
        var file = OpenCases.NewCase("L-1", "GX", at, Guid.CreateVersion7());
        var task = OpenCases.NewTask(file, limit, at);
        task.DueAt = s_clock.DueAt(file, task);
        return (file, task);
    }

    private static ReviewTask Late(Case file, ReviewTask task, DateTimeOffset created) =>
        Copy(file, task, created, null);

    private static ReviewTask Short(Case file, ReviewTask task, int days) => Copy(file, task, task.CreatedAt, days);

    private static ReviewTask Copy(Case file, ReviewTask task, DateTimeOffset created, int? days) => new()
    {
        CaseId = file.Id,
        InstanceId = task.InstanceId,
        BookmarkId = task.BookmarkId,
        StepId = task.StepId,
        TitleZh = task.TitleZh,
        TitleVi = task.TitleVi,
        TitleEn = task.TitleEn,
        DepartmentCode = task.DepartmentCode,
        PostCode = task.PostCode,
        Outcomes = task.Outcomes,
        TimeLimit = task.TimeLimit,
        WorkingDays = days,
        ClockStart = task.ClockStart,
        CreatedAt = created,
    };
}
