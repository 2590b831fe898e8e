namespace ApprovalFlows.Workflows.Storage;

/// <summary>What several <see cref="InMemoryWorkflowStore"/> units of work share.</summary>
public sealed class InMemoryDatabase
{
    internal Lock Gate { get; } = new();
    internal Dictionary<string, StoredDefinition> Definitions { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, StoredInstance> Instances { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, StoredBookmark> Bookmarks { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, StoredTrigger> Triggers { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, List<JournalEntry>> Journal { get; } = new(StringComparer.Ordinal);
    internal List<OutboxMessage> Outbox { get; } = [];

    /// <summary>Takes everything that is to be done outside; what is taken is gone.</summary>
    public IReadOnlyList<OutboxMessage> TakeOutbox()
    {
        lock (Gate)
        {
            var taken = Outbox.ToArray();
            Outbox.Clear();
            return taken;
        }
    }
}
