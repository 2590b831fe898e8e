using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Core.Jobs;

/// <summary>When a job runs by itself, and what people may do about it.</summary>
/// <param name="Name">Its texts are Job.NAME and Job.NAME.Purpose.</param>
/// <param name="Every">The pause between two runs; null for daily at one in the morning.</param>
/// <param name="MayPause">Not where a time limit of the law, the course of cases or the evidence hangs on it.</param>
public sealed record JobPlan(string Name, TimeSpan? Every, bool MayPause)
{
    /// <summary>In the night, in the time of the offices.</summary>
    public static readonly TimeOnly DailyAt = new(1, 0);

    private static readonly TimeSpan Often = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<JobPlan> All { get; } =
    [
        .. WatcherList.Seed.All.Select(watch => new JobPlan(watch.Key, watch.IsHourly ? Often : null, true)),
        new(ReminderJob.Name, TimeSpan.FromMinutes(1), false),
        new(DigestJob.Name, TimeSpan.FromMinutes(1), true),
        new(LetterJob.Name, TimeSpan.FromMinutes(1), true),
        new(HandoverJob.Name, TimeSpan.FromSeconds(5), true),
        new(TaskBatchJob.Name, TimeSpan.FromSeconds(1), true),
        new(ApplicationBatchJob.Name, TimeSpan.FromSeconds(1), true),
        new(DueWorkJob.Name, TimeSpan.FromSeconds(5), false),
        new(RecalculationJob.Name, TimeSpan.FromSeconds(2), false),
        new(OutboxJob.Name, TimeSpan.FromSeconds(1), false),
        new(MailJob.Name, TimeSpan.FromSeconds(1), true),
        new(AnchorJob.Name, TimeSpan.FromMinutes(30), false),
    ];

    public bool IsWatcher => WatcherList.Seed.All.Any(watch => watch.Key == Name);

    public static JobPlan Of(string name) => All.FirstOrDefault(plan => plan.Name == name)
        ?? throw RuleViolation.NotFound("JobUnknown", name, string.Join(", ", All.Select(plan => plan.Name)));

    /// <summary>The latest moment not after now at which it had to run.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        if (Every is { } pause) return now - TimeSpan.FromTicks(now.UtcTicks % pause.Ticks);
        var today = ChinaTime.At(ChinaTime.DateOf(now), DailyAt);
        return today <= now ? today : today.AddDays(-1);
    }

    public DateTimeOffset NextDue(DateTimeOffset now) => LastDue(now) + (Every ?? TimeSpan.FromDays(1));

    public bool IsDue(DateTimeOffset? doneThrough, DateTimeOffset now) =>
        doneThrough is null || doneThrough < LastDue(now);

    /// <summary>How many runs fell out between the last complete one and the one that is due now.</summary>
    public int Missed(DateTimeOffset? doneThrough, DateTimeOffset now)
    {
        if (doneThrough is not { } done || !IsDue(done, now)) return 0;
        var between = (LastDue(now) - LastDue(done)) / (Every ?? TimeSpan.FromDays(1));
        return (int)Math.Clamp(between - 1, 0, int.MaxValue);
    }
}
