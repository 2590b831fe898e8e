using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Reminders;

/// <summary>In which capacity somebody is reminded.</summary>
public enum RungRecipient
{
    /// <summary>Whoever has the task; while nobody has, those who hold its post.</summary>
    Holder,
    Supervisor,
    Leader,
    Applicant,
}

/// <summary>
/// One rung: reached when so much of the time limit is used, or so many working days after its last
/// day; 0 is that day itself.
/// </summary>
public sealed record Rung(
    string Key, int? Percent, int? Overdue, string Text, bool Urgent, IReadOnlyList<RungRecipient> To);

/// <summary>The rungs of one kind of step, from the lowest to the highest.</summary>
public sealed record Ladder(
    string Key, IReadOnlyList<string> Limits, int? Workdays, IReadOnlyList<Rung> Rungs)
{
    /// <param name="usedAt">When a share of the time limit has been used.</param>
    /// <param name="due">The end of the time limit.</param>
    /// <param name="start">No rung comes before the step itself.</param>
    /// <param name="calendar">The calendar of the region.</param>
    public IReadOnlyList<RungMoment> Moments(
        Func<int, DateTimeOffset?> usedAt, DateTimeOffset due, DateTimeOffset start, WorkCalendar calendar)
    {
        var moments = new List<RungMoment>();
        foreach (var rung in Rungs)
        {
            var at = rung.Percent is { } percent
                ? usedAt(percent)
                : ChinaTime.StartOf(calendar.AddWorkdays(ChinaTime.DateOf(due), rung.Overdue ?? 0));
            if (at is { } moment) moments.Add(new RungMoment(rung, moment > start ? moment : start));
        }

        return moments;
    }
}

/// <summary>A rung and the moment at which a certain step reaches it.</summary>
public sealed record RungMoment(Rung Rung, DateTimeOffset At);

/// <summary>The ladders by the time limit of the step.</summary>
public sealed class Ladders(IReadOnlyList<Ladder> ladders)
{
    public const string CorrectionKey = "correction";
    private const string StepKey = "step";

    private static readonly Lazy<Ladders> s_seed = new(() =>
        new Ladders(SeedFile.Read<LadderFile>("Reminders/ladders.json").Ladders));

    public static Ladders Seed => s_seed.Value;

    public IReadOnlyList<Ladder> All => ladders;

    public Ladder Correction { get; } = ladders.Single(ladder => ladder.Key == CorrectionKey);

    /// <summary>The ladder of a time limit; of any other step the general one.</summary>
    public Ladder OfLimit(string limit) =>
        ladders.FirstOrDefault(ladder => ladder.Limits.Contains(limit))
        ?? ladders.Single(ladder => ladder.Key == StepKey);

    private sealed record LadderFile(string Source, IReadOnlyList<Ladder> Ladders);
}
