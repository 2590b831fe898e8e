using System.Globalization;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Deadlines;

/// <summary>
/// The last day of a limit and how it was found. There is no such day while the limit is suspended.
/// A provisional day may move when the year's holidays are published.
/// </summary>
public sealed record Deadline(DateOnly? DueOn, bool Provisional, IReadOnlyList<Sentence> Steps)
{
    /// <summary>Of a limit in hours: when it ends; other limits end with their last day.</summary>
    public DateTimeOffset? Moment { get; private init; }

    public bool IsSuspended => DueOn is null;

    /// <summary>The last second of the last day in China, or the moment that ends the hours.</summary>
    public DateTimeOffset? DueAt => Moment ?? (DueOn is { } day ? ChinaTime.EndOf(day) : null);

    /// <summary>The steps as sentences, to answer "why this date?".</summary>
    public IReadOnlyList<string> Explain(CultureInfo culture) =>
        [.. Steps.Select(s => s.In(culture))];

    /// <param name="start">The day of the event; it is not counted (民法典 §201).</param>
    /// <param name="limit">The period.</param>
    /// <param name="calendar">The calendar of the region.</param>
    /// <param name="suspensions">In any order; they may overlap.</param>
    /// <param name="extensionDays">In the unit of the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The limit allows no such extension.
    /// </exception>
    public static Deadline Compute(
        DateOnly start,
        TimeLimit limit,
        WorkCalendar calendar,
        IReadOnlyCollection<Suspension>? suspensions = null,
        int extensionDays = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(extensionDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extensionDays, limit.Extension);

        var pauses = new Pauses(suspensions ?? []);
        var count = new DayCount(start, limit, extensionDays);
        var run = count.Run(calendar, pauses);
        var provisional = run.DueOn is { } due && count.IsProvisional(calendar, run.RawDueOn, due);
        var steps = new DeadlineExplanation(count, calendar, pauses, run).Write(provisional);
        return new Deadline(run.DueOn, provisional, steps);
    }

    /// <summary>
    /// A limit of hours. They run on from the event through nights and holidays (民法典 §201), and
    /// nothing suspends them.
    /// </summary>
    /// <exception cref="ArgumentException">The limit counts days.</exception>
    public static Deadline ComputeHours(DateTimeOffset start, TimeLimit limit)
    {
        if (limit.Unit != TimeUnit.Hours)
            throw new ArgumentException($"{limit.Key} does not count hours.", nameof(limit));
        var due = ChinaTime.Of(start.AddHours(limit.Amount));
        Sentence[] steps =
        [
            new("Deadline.HoursStart", start),
            new("Deadline.LimitHours", limit.Name, limit.Amount, limit.Basis),
            new("Deadline.HoursDue", due),
        ];
        return new Deadline(ChinaTime.DateOf(due), Provisional: false, steps) { Moment = due };
    }
}
