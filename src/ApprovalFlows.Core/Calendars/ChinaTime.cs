namespace ApprovalFlows.Core.Calendars;

/// <summary>China keeps UTC+8 everywhere and all year.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The date in China at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The last second of a day in China.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new(day.ToDateTime(new TimeOnly(23, 59, 59)), Offset);
}
