namespace ApprovalFlows.Core.Outbox;

/// <summary>How long a message that could not be delivered waits, and how often it is tried.</summary>
/// <param name="First">The pause after the first failure; every further one is twice as long.</param>
/// <param name="Longest">No pause is longer.</param>
/// <param name="MaxAttempts">After so many it is given up.</param>
public sealed record RetrySchedule(TimeSpan First, TimeSpan Longest, int MaxAttempts)
{
    /// <summary>Between programs: those are back within minutes, or somebody has to look.</summary>
    public static readonly RetrySchedule Usual =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromHours(1), OutboxLimits.MaxAttempts);

    /// <summary>Tries until its pauses add up to the whole time; only tries count, not the time between them.</summary>
    public static RetrySchedule Over(TimeSpan whole, TimeSpan first, TimeSpan longest)
    {
        var schedule = new RetrySchedule(first, longest, 1);
        var waited = TimeSpan.Zero;
        while (waited < whole)
        {
            waited += schedule.PauseAfter(schedule.MaxAttempts);
            schedule = schedule with { MaxAttempts = schedule.MaxAttempts + 1 };
        }

        return schedule;
    }

    public TimeSpan PauseAfter(int attempts)
    {
        // Beyond this power it is the longest pause anyway, and a larger number would not fit.
        var pause = First * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < Longest ? pause : Longest;
    }
}
