using System.Globalization;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Deadlines;

public sealed class DeadlineTests
{
    private static readonly WorkCalendar s_guangxi = WorkCalendars.Seed["GX"];
    private static readonly WorkCalendar s_nation = WorkCalendars.Seed["CN"];

    [Theory]
    [InlineData("acceptance", "2026-02-13", "2026-02-27", "2026-02-27")]
    [InlineData("acceptance", "2026-04-10", "2026-04-17", "2026-04-21")]
    [InlineData("decision", "2026-01-30", "2026-03-05", "2026-03-05")]
    [InlineData("decision", "2026-04-01", "2026-04-30", "2026-05-07")]
    [InlineData("delivery", "2026-04-30", "2026-05-18", "2026-05-18")]
    [InlineData("joint-decision", "2026-03-02", "2026-05-08", "2026-05-11")]
    [InlineData("labour-inspection", "2026-03-02", "2026-05-28", "2026-06-01")]
    [InlineData("petition-notice", "2026-02-02", "2026-02-24", "2026-02-24")]
    [InlineData("petition-notice", "2026-01-31", "2026-02-24", "2026-02-24")]
    [InlineData("petition-notice", "2026-09-16", "2026-10-08", "2026-10-08")]
    [InlineData("petition-decision", "2026-03-10", "2026-05-09", "2026-05-09")]
    [InlineData("petition-decision", "2026-07-22", "2026-09-20", "2026-09-20")]
    [InlineData("petition-notice", "2026-04-05", "2026-04-20", "2026-04-21")]
    [InlineData("penalty-decision", "2026-03-02", "2026-06-01", "2026-06-01")]
    [InlineData("arbitration-award", "2026-03-02", "2026-04-16", "2026-04-16")]
    [InlineData("stay-permit", "2026-04-16", "2026-04-27", "2026-04-29")]
    [InlineData("reserve-deposit", "2026-04-29", "2026-05-09", "2026-05-09")]
    [InlineData("reserve-top-up", "2026-09-22", "2026-10-27", "2026-10-27")]
    [InlineData("contract-filing", "2026-09-24", "2026-10-15", "2026-10-15")]
    [InlineData("acceptance", "2026-02-14", "2026-02-28", "2026-02-28")]
    [InlineData("acceptance", "2025-03-28", "2025-04-07", "2025-04-09")]
    [InlineData("penalty-publicity-short", "2026-01-31", "2026-04-30", "2026-04-30")]
    [InlineData("penalty-publicity-long", "2024-02-29", "2027-02-28", "2027-02-28")]
    [InlineData("work-injury-claim-worker", "2026-03-02", "2027-03-02", "2027-03-02")]
    public void Compute_LimitOfTheLaw_FindsTheDay(
        string key, string start, string nation, string guangxi)
    {
        var limit = TimeLimits.Seed[key];

        Assert.Equal(Day(nation), Deadline.Compute(Day(start), limit, s_nation).DueOn);
        Assert.Equal(Day(guangxi), Deadline.Compute(Day(start), limit, s_guangxi).DueOn);
    }

    [Theory]
    [InlineData("decision", "2026-04-01", 10, "2026-05-18", "2026-05-20")]
    [InlineData("labour-inspection", "2026-03-02", 30, "2026-07-10", "2026-07-14")]
    [InlineData("arbitration-award", "2026-03-02", 15, "2026-05-06", "2026-05-06")]
    public void Compute_Extended_AddsTheDays(
        string key, string start, int extension, string nation, string guangxi)
    {
        var limit = TimeLimits.Seed[key];

        var inNation = Deadline.Compute(Day(start), limit, s_nation, [], extension);
        var inGuangxi = Deadline.Compute(Day(start), limit, s_guangxi, [], extension);

        Assert.Equal(Day(nation), inNation.DueOn);
        Assert.Equal(Day(guangxi), inGuangxi.DueOn);
    }

    [Theory]
    [InlineData("decision", 11)]
    [InlineData("acceptance", 1)]
    [InlineData("decision", -1)]
    public void Compute_MoreThanTheLawAllows_IsRefused(string key, int extension)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Deadline.Compute(new(2026, 4, 1), TimeLimits.Seed[key], s_guangxi, [], extension));
    }

    [Theory]
    [InlineData("joint-decision", "2026-11-02", true)]
    [InlineData("decision", "2026-11-02", false)]
    [InlineData("acceptance", "2026-12-31", true)]
    [InlineData("acceptance", "2024-12-30", true)]
    [InlineData("acceptance", "2024-12-31", false)]
    [InlineData("petition-notice", "2026-12-20", true)]
    [InlineData("petition-notice", "2026-12-10", false)]
    [InlineData("renewal", "2026-12-20", false)]
    public void Compute_YearThatIsNotPublished_IsProvisional(
        string key, string start, bool expected)
    {
        var deadline = Deadline.Compute(Day(start), TimeLimits.Seed[key], s_guangxi);

        Assert.Equal(expected, deadline.Provisional);
        Assert.Equal(expected, deadline.Steps.Any(step => step.Key == "Deadline.Provisional"));
    }

    [Theory]
    [InlineData("CN")]
    [InlineData("GX")]
    public void Compute_JointHandlingInto2027_IsProvisionalInBothRegions(string region)
    {
        var deadline = Deadline.Compute(
            new(2026, 11, 2), TimeLimits.Seed["joint-decision"], WorkCalendars.Seed[region]);

        Assert.True(deadline.Provisional);
        Assert.Equal(2027, deadline.DueOn!.Value.Year);
    }

    [Theory]
    [InlineData("lodging-registration", "2026-03-01T22:30+08:00", "2026-03-02T22:30+08:00")]
    [InlineData("lodging-registration", "2026-02-16T10:00+08:00", "2026-02-17T10:00+08:00")]
    [InlineData("crime-transfer", "2026-09-30T17:00+08:00", "2026-10-01T17:00+08:00")]
    [InlineData("incident-report", "2026-05-01T03:10+08:00", "2026-05-01T05:10+08:00")]
    [InlineData("crime-transfer-forwarding", "2026-06-19T09:00+08:00", "2026-06-20T09:00+08:00")]
    [InlineData("lodging-registration", "2026-03-01T23:30+07:00", "2026-03-03T00:30+08:00")]
    public void ComputeHours_OverNightsAndHolidays_RunsOn(string key, string start, string due)
    {
        var dueAt = DateTimeOffset.Parse(due, CultureInfo.InvariantCulture);

        var deadline = Deadline.ComputeHours(
            DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), TimeLimits.Seed[key]);

        Assert.Equal((dueAt, ChinaTime.DateOf(dueAt)), (deadline.DueAt!.Value, deadline.DueOn!.Value));
        Assert.False(deadline.Provisional);
    }

    [Fact]
    public void Compute_LimitOfTheOtherKind_IsRefused()
    {
        Assert.Throws<InvalidOperationException>(() =>
            Deadline.Compute(new(2026, 4, 1), TimeLimits.Seed["crime-transfer"], s_guangxi));
        Assert.Throws<ArgumentException>(() =>
            Deadline.ComputeHours(DateTimeOffset.UnixEpoch, TimeLimits.Seed["decision"]));
    }

    [Fact]
    public void Compute_MonthsWithASuspension_EndAsManyDaysLater()
    {
        var pause = new Suspension(new(2026, 3, 10), new(2026, 3, 20), Suspension.Hearing);

        var deadline = Deadline.Compute(
            new(2026, 1, 31), TimeLimits.Seed["penalty-publicity-short"], s_guangxi, [pause]);

        Assert.Equal(new DateOnly(2026, 5, 10), deadline.DueOn);
    }

    [Fact]
    public void Compute_Correction_StopsTheClock()
    {
        // Nine of twenty days have run on 15 April; they resume after 29 April.
        var pause = new Suspension(new(2026, 4, 15), new(2026, 4, 29), Suspension.Correction);

        var deadline = Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi, [pause]);

        Assert.Equal(s_guangxi.AddWorkdays(new(2026, 4, 29), 11), deadline.DueOn);
        Assert.Equal(new DateOnly(2026, 5, 18), deadline.DueOn);
    }

    [Fact]
    public void Compute_CorrectionStillOwed_HasNoDateYet()
    {
        var pause = new Suspension(new(2026, 4, 15), null, Suspension.Correction);

        var deadline = Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi, [pause]);

        Assert.True(deadline.IsSuspended);
        Assert.Null(deadline.DueAt);
        Assert.False(deadline.Provisional);
        Assert.Equal(new Sentence("Deadline.NoDateYetWorkdays", 11), deadline.Steps[^1]);
    }

    [Fact]
    public void Compute_SuspensionAfterTheLastDay_ChangesNothing()
    {
        var pause = new Suspension(new(2026, 5, 7), null, Suspension.Correction);

        var deadline = Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi, [pause]);

        Assert.Equal(new DateOnly(2026, 5, 7), deadline.DueOn);
        Assert.DoesNotContain(deadline.Steps, step => step.Key == "Deadline.StillSuspended");
    }

    [Fact]
    public void Compute_SuspensionThatEndsBeforeItBegins_IsRefused()
    {
        var pause = new Suspension(new(2026, 4, 15), new(2026, 4, 14), Suspension.Correction);

        Assert.Throws<ArgumentException>(() => Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi, [pause]));
    }

    [Fact]
    public void DueAt_Day_EndsInChina()
    {
        var deadline = Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi);

        Assert.Equal(
            new DateTimeOffset(2026, 5, 7, 23, 59, 59, TimeSpan.FromHours(8)), deadline.DueAt);
    }

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
