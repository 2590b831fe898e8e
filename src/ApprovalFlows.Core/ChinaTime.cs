namespace ApprovalFlows.Core;

/// <summary>Official time of both regions: UTC+8 all year, no daylight saving.</summary>
public static class ChinaTime
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The same for what wants a zone.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    public static DateTimeOffset At(DateOnly day, TimeOnly hour) => new(day.ToDateTime(hour), Offset);

    /// <summary>The last second of the day, which is when a period of days ends.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new(day.ToDateTime(new TimeOnly(23, 59, 59)), Offset);
}
