using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Tests.Calendars;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Deadlines;

/// <summary>
/// Compares with a slow model that walks day by day: 12,000 limits of every unit, in both regions,
/// extended and suspended, over the published notices and over made-up ones.
/// </summary>
public sealed class DeadlineModelTests
{
    private const int Runs = 4000;
    private const int RunsPerNotice = 200;
    private static readonly LocalText s_text = new("期限", "thời hạn", "limit");

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    [InlineData(450681)]
    public void Compute_RandomLimitsAndSuspensions_AgreesWithTheModel(int seed)
    {
        var random = new Random(seed);
        var (notices, calendars) = (SlowCalendar.SeedNotices, WorkCalendars.Seed);
        for (var run = 0; run < Runs; run++)
        {
            if (run % RunsPerNotice == RunsPerNotice - 1)
            {
                notices = RandomNotices(random);
                calendars = WorkCalendars.Of(notices);
            }

            var region = random.Next(2) == 0 ? "CN" : "GX";
            var start = new DateOnly(2025, 1, 1).AddDays(random.Next(700));
            var limit = RandomLimit(random);
            var extension = random.Next(limit.Extension + 1);
            var suspensions = RandomSuspensions(random, start);

            var deadline = Deadline.Compute(start, limit, calendars[region], suspensions, extension);

            var expected = Model(start, limit, new SlowCalendar(region, notices), suspensions, extension);
            Assert.True(
                expected == deadline.DueOn,
                $"run {run}: {limit.Amount} {limit.Unit} from {start} in {region}, "
                    + $"{string.Join("; ", suspensions)}: {expected} but {deadline.DueOn}");
        }
    }

    [Fact]
    public void ComputeHours_RandomMoments_AgreesWithWalkingMinuteByMinute()
    {
        var random = new Random(24);
        for (var run = 0; run < 500; run++)
        {
            var zone = TimeSpan.FromHours(7 + random.Next(2));
            var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, zone).AddMinutes(random.Next(500_000));
            var hours = random.Next(1, 96);
            var limit = new TimeLimit("any", hours, TimeUnit.Hours, 0, false, s_text, s_text);

            var due = Deadline.ComputeHours(start, limit).DueAt!.Value;

            var expected = start;
            for (var minute = 0; minute < hours * 60; minute++) expected = expected.AddMinutes(1);
            Assert.Equal(expected, due);
            Assert.Equal(ChinaTime.Offset, due.Offset);
        }
    }

    private static DateOnly? Model(
        DateOnly start, TimeLimit limit, SlowCalendar calendar, Suspension[] pauses, int extension) =>
        calendar.Walk(
            start,
            CountOf(start, limit) + extension,
            limit.Unit == TimeUnit.Workdays,
            limit.RollsForward,
            day => pauses.Any(pause => day > pause.From && (pause.To is null || day <= pause.To)));

    // Months by hand: the same number in the last month, or that month's last day.
    private static int CountOf(DateOnly start, TimeLimit limit)
    {
        if (limit.Unit is TimeUnit.Workdays or TimeUnit.Days) return limit.Amount;
        var months = limit.Unit == TimeUnit.Years ? limit.Amount * 12 : limit.Amount;
        var (year, month) = (start.Year, start.Month);
        for (; months > 0; months--) (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        var end = new DateOnly(year, month, Math.Min(start.Day, DateTime.DaysInMonth(year, month)));
        return end.DayNumber - start.DayNumber;
    }

    private static TimeLimit RandomLimit(Random random)
    {
        TimeUnit[] units =
            [TimeUnit.Workdays, TimeUnit.Workdays, TimeUnit.Days, TimeUnit.Days, TimeUnit.Months, TimeUnit.Years];
        var unit = units[random.Next(units.Length)];
        var rolls = unit != TimeUnit.Workdays && random.Next(2) == 0;
        var amount = unit switch
        {
            TimeUnit.Months => random.Next(1, 13),
            TimeUnit.Years => random.Next(1, 4),
            _ => random.Next(1, 100),
        };
        return new("any", amount, unit, random.Next(30), rolls, s_text, s_text);
    }

    private static Suspension[] RandomSuspensions(Random random, DateOnly start) =>
    [
        .. Enumerable.Range(0, random.Next(5)).Select(_ =>
        {
            var from = start.AddDays(random.Next(-30, 120));
            DateOnly? to = random.Next(6) == 0 ? null : from.AddDays(random.Next(60));
            return new Suspension(from, to, Suspension.Correction);
        }),
    ];

    private static List<CalendarYear> RandomNotices(Random random) =>
    [
        .. from region in new[] { "CN", "GX" }
           from year in new[] { 2025, 2026, 2027 }
           where random.Next(4) > 0
           select RandomNotice(random, region, year),
    ];

    private static CalendarYear RandomNotice(Random random, string region, int year)
    {
        var days = Enumerable.Range(0, 40)
            .Select(_ => new DateOnly(year, 1, 1).AddDays(random.Next(365)))
            .Distinct()
            .ToList();
        return new CalendarYear(
            region,
            year,
            "1",
            "",
            [.. days.Where((_, index) => index % 2 == 0).Select(day => new HolidayPeriod(day, day, s_text))],
            [.. days.Where((_, index) => index % 2 == 1)]);
    }
}
