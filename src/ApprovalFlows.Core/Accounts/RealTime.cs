namespace ApprovalFlows.Core.Accounts;

/// <summary>
/// The time in which telephones make codes: the real one, whatever the clock of development shows.
/// </summary>
public sealed class RealTime(TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();
}
