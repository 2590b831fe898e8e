using System.Collections.Frozen;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Deadlines;

/// <summary>
/// A period that the law sets. <see cref="Extension"/> is the most it may be extended by, in the
/// same unit; 0 means not at all. Calendar days that roll forward end on a working day.
/// </summary>
public sealed record TimeLimit(
    string Key,
    int Amount,
    TimeUnit Unit,
    int Extension,
    bool RollsForward,
    LocalText Name,
    LocalText Basis)
{
    /// <summary>
    /// How many days it counts. Months and years end on the day with the same number, or on the last
    /// of the month where there is none (民法典 §202); what is suspended then lies day by day behind.
    /// </summary>
    /// <exception cref="InvalidOperationException">It counts hours.</exception>
    public int DaysFrom(DateOnly start) => Unit switch
    {
        TimeUnit.Workdays or TimeUnit.Days => Amount,
        TimeUnit.Months => start.AddMonths(Amount).DayNumber - start.DayNumber,
        TimeUnit.Years => start.AddYears(Amount).DayNumber - start.DayNumber,
        _ => throw new InvalidOperationException($"{Key} counts hours, from a moment."),
    };

    /// <summary>The working days that a flow gives one of its steps.</summary>
    public static TimeLimit OfFlow(int workingDays) => new(
        "",
        workingDays,
        TimeUnit.Workdays,
        Extension: 0,
        RollsForward: false,
        LocalText.Of("Deadline.ThisStep"),
        LocalText.Of("Deadline.ByFlow"));
}

/// <summary>What a limit counts.</summary>
public enum TimeUnit
{
    Workdays,
    Days,
    Hours,
    Months,
    Years,
}

/// <summary>The limits by key.</summary>
public sealed class TimeLimits(IEnumerable<TimeLimit> limits)
{
    public const string Acceptance = "acceptance";
    public const string Decision = "decision";
    public const string JointDecision = "joint-decision";
    public const string InitialReview = "initial-review";
    public const string Delivery = "delivery";
    public const string Renewal = "renewal";
    public const string Rectification = "rectification";
    public const string RectificationExtension = "rectification-extension";
    public const string PenaltyDecision = "penalty-decision";
    public const string PenaltyDelivery = "penalty-delivery";
    public const string PenaltyDefence = "penalty-defence";
    public const string PenaltyHearingNotice = "penalty-hearing-notice";
    public const string PenaltyPublicity = "penalty-publicity";
    public const string PenaltyPublicityCorrection = "penalty-publicity-correction";
    public const string PenaltyPublicityShort = "penalty-publicity-short";
    public const string PenaltyPublicityLong = "penalty-publicity-long";

    private static readonly Lazy<TimeLimits> s_seed = new(() =>
        new TimeLimits(SeedFile.Read<TimeLimitFile>("Deadlines/time-limits.json").Limits));

    private readonly FrozenDictionary<string, TimeLimit> _limits =
        limits.ToFrozenDictionary(l => l.Key);

    public static TimeLimits Seed => s_seed.Value;

    public IEnumerable<TimeLimit> All => _limits.Values.OrderBy(l => l.Key, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such limit.</exception>
    public TimeLimit this[string key] => _limits[key];

    public TimeLimit? Find(string key) => _limits.GetValueOrDefault(key);

    private sealed record TimeLimitFile(string Source, IReadOnlyList<TimeLimit> Limits);
}
