using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Deadlines;

/// <summary>Compares with a slow model that walks day by day.</summary>
public sealed class DeadlineModelTests
{
    private const int Runs = 4000;
    private static readonly LocalText s_text = new("期限", "thời hạn", "limit");

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    [InlineData(450681)]
    public void Compute_RandomLimitsAndSuspensions_AgreesWithTheModel(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < Runs; run++)
        {
            var calendar = WorkCalendars.Seed[random.Next(2) == 0 ? "CN" : "GX"];
            var start = new DateOnly(2025, 1, 1).AddDays(random.Next(700));
            var limit = RandomLimit(random);
            var extension = random.Next(limit.Extension + 1);
            var suspensions = RandomSuspensions(random, start);

            var deadline = Deadline.Compute(start, limit, calendar, suspensions, extension);

            var expected = Model(start, limit, calendar, suspensions, extension);
            Assert.True(
                expected == deadline.DueOn,
                $"run {run}: {limit.Amount} {limit.Unit} from {start}, "
                    + $"{string.Join("; ", suspensions)}: {expected} but {deadline.DueOn}");
        }
    }

    private static DateOnly? Model(
        DateOnly start, TimeLimit limit, WorkCalendar calendar, Suspension[] pauses, int extension)
    {
        var counted = 0;
        for (var day = start.AddDays(1); day.Year < 2035; day = day.AddDays(1))
        {
            if (pauses.Any(pause => day > pause.From && (pause.To is null || day <= pause.To)))
                continue;
            var isWorkday = calendar.IsWorkday(day);
            if (limit.Unit == TimeUnit.Days || isWorkday)
                counted++;
            if (counted >= limit.Amount + extension && (isWorkday || !limit.RollsForward))
                return day;
        }
        return null;
    }

    private static TimeLimit RandomLimit(Random random)
    {
        var unit = random.Next(2) == 0 ? TimeUnit.Workdays : TimeUnit.Days;
        var rolls = unit == TimeUnit.Days && random.Next(2) == 0;
        return new("any", random.Next(1, 100), unit, random.Next(30), rolls, s_text, s_text);
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
}
