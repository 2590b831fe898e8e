namespace ApprovalFlows.Workflows.Conformance;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
