namespace ApprovalFlows.Core;

public static class Instant
{
    /// <summary>In UTC and whole microseconds, as every database keeps it.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
