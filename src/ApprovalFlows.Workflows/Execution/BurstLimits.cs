namespace ApprovalFlows.Workflows.Execution;

/// <summary>Counts what a burst uses, so that a loop without end becomes an incident.</summary>
internal sealed class BurstLimits(WorkflowOptions options, TimeProvider clock)
{
    private const int ClockInterval = 64;
    private const int MaxEmptyChildren = 32;

    private readonly long startedAt = clock.GetTimestamp();
    private int activities;
    private int emptyChildren;

    public void CountActivity()
    {
        if (++activities > options.MaxActivitiesPerBurst)
            throw new BurstLimitException(
                $"The burst ran more than {options.MaxActivitiesPerBurst} activities.");
        if (activities % ClockInterval == 0
            && clock.GetElapsedTime(startedAt) > options.MaxBurstTime)
            throw new BurstLimitException($"The burst took longer than {options.MaxBurstTime}.");
    }

    public EmptyChild EnterEmptyChild(string activityId)
    {
        if (++emptyChildren > MaxEmptyChildren)
            throw new BurstLimitException($"The activity '{activityId}' repeats without a body.");
        return new EmptyChild(this);
    }

    public readonly struct EmptyChild(BurstLimits limits) : IDisposable
    {
        public void Dispose() => limits.emptyChildren--;
    }

    public void CheckJournal(int entries)
    {
        if (entries >= options.MaxJournalEntriesPerBurst)
            throw new BurstLimitException(
                $"The burst wrote more than {options.MaxJournalEntriesPerBurst} journal entries.");
    }

    public void CheckBookmarks(int bookmarks)
    {
        if (bookmarks >= options.MaxBookmarksPerInstance)
            throw new BurstLimitException(
                $"The instance waits in more than {options.MaxBookmarksPerInstance} places.");
    }
}
