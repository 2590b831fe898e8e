namespace ApprovalFlows.Core.Deadlines;

/// <summary>
/// How long a foreigner may stay. The day of entry is not counted (外国人入境出境管理条例 §36); the
/// date printed on the permit binds, and rest days move nothing. Overstaying begins the day after.
/// </summary>
public static class StayPeriod
{
    public const int MaxDays = 180;

    public static DateOnly LastDay(DateOnly entry, DateOnly? printedEnd = null)
    {
        var latest = entry.AddDays(MaxDays);
        return printedEnd is { } printed && printed < latest ? printed : latest;
    }

    /// <summary>A permit for one exit is used up by it: a later entry needs a new one.</summary>
    public static bool IsValidOn(DateOnly day, DateOnly entry, DateOnly? printedEnd, DateOnly? exit) =>
        day >= entry && day <= LastDay(entry, printedEnd) && (exit is null || day <= exit);
}
