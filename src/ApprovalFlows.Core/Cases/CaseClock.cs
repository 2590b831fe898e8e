using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;

namespace ApprovalFlows.Core.Cases;

/// <summary>Derives the dates of a case from what is recorded of it. Nothing here is counted or stored.</summary>
public sealed class CaseClock(WorkCalendars calendars, TimeLimits limits)
{
    /// <summary>The fact a limit counts from: receipt, acceptance or decision.</summary>
    public static DateTimeOffset StartOf(Case file, string limit) => limit switch
    {
        TimeLimits.Acceptance => file.ReceivedAt,
        TimeLimits.Delivery or TimeLimits.PenaltyDelivery => file.DecidedAt ?? file.ReceivedAt,
        _ => file.AcceptedAt ?? file.ReceivedAt,
    };

    public int ExtensionOf(string limit) => limits[limit].Extension;

    public DateTimeOffset? DueAt(Case file, ReviewTask task) => Of(file, task)?.DueAt;

    /// <summary>
    /// The date of a step, with the reasons for it: of the statutory limit and the flow's own the earlier one.
    /// </summary>
    public Deadline? Of(Case file, ReviewTask task)
    {
        var statutory = task.TimeLimit == ReviewTask.NoTimeLimit ? null : Statutory(file, task);
        if (task.WorkingDays is not { } days) return statutory;
        var own = OfFlow(file, task, days);
        return statutory is { DueOn: { } latest } && latest < own.DueOn ? statutory : own;
    }

    /// <summary>
    /// When this share of the time of a step has been used: the beginning of the day that makes it
    /// full, or a moment where hours count. Null without a limit, or while the clock stands still.
    /// </summary>
    public DateTimeOffset? UsedAt(Case file, ReviewTask task, int percent)
    {
        var statutory = task.TimeLimit == ReviewTask.NoTimeLimit ? null : Statutory(file, task);
        if (task.WorkingDays is { } days && !(statutory?.DueOn < OfFlow(file, task, days).DueOn))
            return StartOf(OfFlow(file, task, Share(days, percent)));
        if (statutory is null) return null;
        var limit = limits[task.TimeLimit];
        if (limit.Unit == TimeUnit.Hours) return task.ClockStart.AddHours(limit.Amount * percent / 100.0);
        var all = limit.DaysFrom(ChinaTime.DateOf(task.ClockStart)) + Math.Min(file.ExtensionDays, limit.Extension);
        var part = limit with
        {
            Amount = Share(all, percent),
            Unit = limit.Unit == TimeUnit.Workdays ? TimeUnit.Workdays : TimeUnit.Days,
            RollsForward = false,
        };
        return StartOf(Compute(file, task, part, 0));
    }

    private static int Share(int days, int percent) => Math.Max(1, ((days * percent) + 99) / 100);

    private static DateTimeOffset? StartOf(Deadline deadline) =>
        deadline.DueOn is { } day ? ChinaTime.StartOf(day) : null;

    private Deadline OfFlow(Case file, ReviewTask task, int days) => Deadline.Compute(
        ChinaTime.DateOf(task.CreatedAt), TimeLimit.OfFlow(days), calendars[file.Region]);

    private Deadline Statutory(Case file, ReviewTask task)
    {
        var limit = limits[task.TimeLimit];
        if (limit.Unit == TimeUnit.Hours) return Deadline.ComputeHours(task.ClockStart, limit);
        return Compute(file, task, limit, Math.Min(file.ExtensionDays, limit.Extension));
    }

    private Deadline Compute(Case file, ReviewTask task, TimeLimit limit, int extension) => Deadline.Compute(
        ChinaTime.DateOf(task.ClockStart),
        limit,
        calendars[file.Region],
        [.. file.Suspensions.Where(row => Counts(row, task)).Select(ToDays)],
        extension);

    // What happened after the step had ended no longer moves its date. 行政处罚法 §60 knows no pause.
    private static bool Counts(Suspension row, ReviewTask task) =>
        task.TimeLimit is not (TimeLimits.Acceptance or TimeLimits.Delivery
            or TimeLimits.PenaltyDecision or TimeLimits.PenaltyDelivery)
        && (task.FinishedAt is null || row.From < task.FinishedAt);

    private static Deadlines.Suspension ToDays(Suspension row) => new(
        ChinaTime.DateOf(row.From),
        row.To is { } end ? ChinaTime.DateOf(end) : null,
        row.Reason);
}
