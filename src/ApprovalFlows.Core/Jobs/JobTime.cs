using System.Globalization;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>When something is due: at times of the day or year, in the time of the offices, or so often.</summary>
public sealed class JobTime
{
    private const int MaxCounted = 10_000;

    // How far to look back: few steps whether it is due every minute or on the last of February.
    private static readonly TimeSpan[] s_windows =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(32),
        TimeSpan.FromDays(367), TimeSpan.FromDays(3000),
    ];

    private readonly CronExpression? cron;

    private JobTime(CronExpression? cron, TimeSpan? every) => (this.cron, Every) = (cron, every);

    /// <summary>The pause between two runs; null where a cron expression says when.</summary>
    public TimeSpan? Every { get; }

    /// <summary>Null where it is so often.</summary>
    public string? Cron => cron?.CronExpressionString;

    public static JobTime Each(TimeSpan pause) => new(null, pause);

    /// <param name="expression">Seconds, minutes, hours, day of the month, month, day of the week.</param>
    public static JobTime At(string expression) => new(new CronExpression(expression, ChinaTime.Zone), null);

    public static JobTime DailyAt(TimeOnly time) =>
        At(string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?"));

    /// <summary>The latest due moment that is not after now.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        if (Every is { } pause) return now - TimeSpan.FromTicks(now.UtcTicks % pause.Ticks);
        foreach (var window in s_windows)
        {
            var found = cron!.GetNextValidTimeAfter(now - window);
            if (found is not { } due || due > now) continue;
            while (cron.GetNextValidTimeAfter(due) is { } next && next <= now) due = next;
            return due;
        }

        return DateTimeOffset.MinValue;
    }

    /// <summary>The first due moment after now.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now) => Every is { } pause
        ? LastDue(now) + pause
        : cron!.GetNextValidTimeAfter(now) ?? DateTimeOffset.MaxValue;

    /// <summary>How many due moments lie between two, neither of which counts.</summary>
    public int CountBetween(DateTimeOffset first, DateTimeOffset last)
    {
        if (Every is { } pause) return (int)Math.Clamp((last - first) / pause - 1, 0, int.MaxValue);
        var count = 0;
        for (var at = NextDue(first); at < last && count < MaxCounted; at = NextDue(at)) count++;
        return count;
    }

    internal IScheduleBuilder ToSchedule(Misfire misfire) => Every is { } pause
        ? SimpleScheduleBuilder.Create().WithInterval(pause).RepeatForever().WithMisfireInstruction(misfire.IsRunLate
            ? SimpleTriggerMisfireInstruction.NowWithExistingCount
            : SimpleTriggerMisfireInstruction.NextWithExistingCount)
        : CronScheduleBuilder.Create(cron!).InTimeZone(ChinaTime.Zone).WithMisfireInstruction(misfire.IsRunLate
            ? CronTriggerMisfireInstruction.FireAndProceed
            : CronTriggerMisfireInstruction.DoNothing);
}
