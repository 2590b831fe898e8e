using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Core.Jobs;

/// <summary>When a job runs by itself, and what people may do about it.</summary>
/// <param name="Name">Its texts are Job.NAME and Job.NAME.Purpose.</param>
/// <param name="Time">When it is due.</param>
/// <param name="MayPause">Not where a time limit of the law, the course of cases or the evidence hangs on it.</param>
/// <param name="Misfire">What becomes of a moment at which it was due and no node ran.</param>
public sealed record JobPlan(string Name, JobTime Time, bool MayPause, Misfire Misfire)
{
    private static readonly JobTime s_night = JobTime.DailyAt(new TimeOnly(1, 0));
    private static readonly JobTime s_hourly = JobTime.Each(TimeSpan.FromMinutes(15));
    private static readonly JobTime s_minute = JobTime.Each(TimeSpan.FromMinutes(1));

    public static IReadOnlyList<JobPlan> All { get; } =
    [
        .. WatcherList.Seed.All.Select(Of),
        EveryMinute(ReminderJob.Name, false, "the next minute finds every rung reached meanwhile"),
        EveryMinute(DigestJob.Name, true, "the digest of a day is owed until it is sent"),
        EveryMinute(LetterJob.Name, true, "the next minute finds every act without a letter"),
        new(AssessmentCycleJob.Name, s_hourly, false, Misfire.RunsLate(
            "the cycle of a year is owed until it is open, and its days count from then")),
        EveryMinute(PublicityJob.Name, false, "what ended meanwhile is found by its date"),
        EveryFewSeconds(HandoverJob.Name, 5, true),
        EveryFewSeconds(TaskBatchJob.Name, 1, true),
        EveryFewSeconds(ApplicationBatchJob.Name, 1, true),
        EveryFewSeconds(DueWorkJob.Name, 5, false),
        EveryFewSeconds(RecalculationJob.Name, 2, false),
        EveryFewSeconds(OutboxJob.Name, 1, false),
        EveryFewSeconds(MailJob.Name, 1, true),
        new(AnchorJob.Name, JobTime.Each(TimeSpan.FromMinutes(30)), false, Misfire.RunsLate(
            "what no anchor covers yet could be changed unseen, so the anchor of the day must not wait longer")),
        new(RetentionJob.Name, s_night, true, Misfire.RunsLate(
            "what was kept long enough is not kept longer because a node slept")),
    ];

    public bool IsWatcher => WatcherList.Seed.All.Any(watch => watch.Key == Name);

    /// <summary>
    /// Whether every node runs it for itself. What runs every few seconds claims its own rows; asking a shared
    /// store who is next would cost more than the look (decision 8).
    /// </summary>
    public bool IsOnEveryNode => Time.Every < TimeSpan.FromMinutes(1);

    public static JobPlan Of(string name) => Find(name)
        ?? throw RuleViolation.NotFound("JobUnknown", name, string.Join(", ", All.Select(plan => plan.Name)));

    public static JobPlan? Find(string name) => All.FirstOrDefault(plan => plan.Name == name);

    /// <param name="doneThrough">When the last complete run began; null when there was none.</param>
    /// <param name="now">The moment of asking.</param>
    public bool IsDue(DateTimeOffset? doneThrough, DateTimeOffset now) =>
        doneThrough is null || doneThrough < Time.LastDue(now);

    /// <summary>How many runs fell out between the last complete one and the one that is due now.</summary>
    public int Missed(DateTimeOffset? doneThrough, DateTimeOffset now) =>
        doneThrough is { } done && IsDue(done, now) ? Time.CountBetween(Time.LastDue(done), Time.LastDue(now)) : 0;

    private static JobPlan Of(Watcher watch) => new(
        watch.Key, watch.IsHourly ? s_hourly : s_night, true, Misfire.RunsLate(
            "what ended while no node ran is told late rather than never, and one look finds all of it"));

    private static JobPlan EveryMinute(string name, bool mayPause, string whyNoneIsMissed) =>
        new(name, s_minute, mayPause, Misfire.Waits(whyNoneIsMissed));

    private static JobPlan EveryFewSeconds(string name, int seconds, bool mayPause) => new(
        name, JobTime.Each(TimeSpan.FromSeconds(seconds)), mayPause,
        Misfire.Waits("the work lies in rows, and the next run comes within seconds"));
}

/// <summary>
/// What becomes of a due moment at which no node ran, and why so. One late run makes up for any number.
/// </summary>
public sealed record Misfire(bool IsRunLate, string Reason)
{
    public static Misfire RunsLate(string reason) => new(true, reason);

    public static Misfire Waits(string reason) => new(false, reason);
}
