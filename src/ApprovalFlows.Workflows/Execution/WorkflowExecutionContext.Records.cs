using System.Text.Json;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows;

/// <content>Bookmarks, journal and outputs of the burst.</content>
public sealed partial class WorkflowExecutionContext
{
    private readonly List<Bookmark> bookmarks = [];
    private readonly List<string> removedBookmarkIds = [];
    private readonly List<JournalEntry> journal = [];
    private readonly List<OutputRecord> outputs = [];
    private HashSet<string>? outputNames;

    public IReadOnlyList<Bookmark> Bookmarks => bookmarks;
    internal List<OutboxMessage> Outbox { get; } = [];
    public IReadOnlyList<JournalEntry> ExecutionLog => journal;
    internal IReadOnlyList<string> RemovedBookmarkIds => removedBookmarkIds;
    internal IReadOnlyList<OutputRecord> Outputs => outputs;
    internal long NextSequence { get; set; }
    internal object? LastResult { get; private set; }
    internal Queue<Func<Task>> DeferredTasks { get; } = new();

    /// <summary>Notes what is to be done outside after the commit.</summary>
    public void AddOutbox(
        string activityInstanceId, string kind, System.Text.Json.Nodes.JsonObject payload, string? hash = null) =>
        Outbox.Add(new OutboxMessage(
            Execution.Identity.NewSecretId(), kind, Id, activityInstanceId, payload.ToJsonString(), Now)
        {
            Hash = hash,
        });

    internal void AddBookmark(Bookmark bookmark) => bookmarks.Add(bookmark);

    internal void RemoveBookmark(Bookmark bookmark)
    {
        if (bookmarks.Remove(bookmark) && bookmark.IsStored)
            removedBookmarkIds.Add(bookmark.Id);
    }

    internal void RemoveBookmarksOf(string activityInstanceId) =>
        RemoveBookmarks(bookmark => bookmark.ActivityInstanceId == activityInstanceId);

    internal void RemoveBookmarksOfNode(string nodeId) =>
        RemoveBookmarks(bookmark => bookmark.ActivityNodeId == nodeId);

    internal void ClearBookmarks() => RemoveBookmarks(static _ => true);

    internal bool HasBookmarkOfNode(string nodeId)
    {
        foreach (var bookmark in bookmarks)
            if (bookmark.ActivityNodeId == nodeId)
                return true;
        return false;
    }

    internal JournalEntry AddJournal(
        ActivityExecutionContext context,
        string eventName,
        string? message,
        object? payload,
        LoggedValues values = default)
    {
        Limits.CheckJournal(journal.Count);
        return AddFinalJournal(context, eventName, message, payload, values);
    }

    /// <summary>Also when the limit is reached: the entry that says so.</summary>
    internal JournalEntry AddFinalJournal(
        ActivityExecutionContext context,
        string eventName,
        string? message,
        object? payload = null,
        LoggedValues values = default)
    {
        var entry = new JournalEntry(
            NextSequence++,
            Now,
            context.Activity.Id,
            context.NodeId,
            context.Id,
            context.ParentActivityExecutionContext?.Id,
            context.Activity.Type,
            context.Activity.Name,
            eventName,
            message,
            payload is null or IReadOnlyCollection<KeyValuePair<string, object?>> { Count: 0 }
                ? null
                : PayloadText(payload))
        {
            ActivityState = values.Inputs,
            Outputs = values.Outputs,
        };
        journal.Add(entry);
        return entry;
    }

    internal void RecordOutput(ActivityExecutionContext context, string name, object? value)
    {
        outputs.Add(new OutputRecord(context, name, value));
        if (name == "Result")
            LastResult = value;
    }

    internal bool TryGetOutput(ActivityExecutionContext context, string name, out object? value)
    {
        var index = outputs.FindLastIndex(record => record.Context == context && record.Name == name);
        value = index < 0 ? null : outputs[index].Value;
        return index >= 0;
    }

    internal bool IsWorkflowOutput(string name)
    {
        outputNames ??= WorkflowGraph.Definition.Outputs.Select(output => output.Name)
            .ToHashSet(StringComparer.Ordinal);
        return outputNames.Contains(name);
    }

    private void RemoveBookmarks(Predicate<Bookmark> condition)
    {
        for (var i = bookmarks.Count - 1; i >= 0; i--)
            if (condition(bookmarks[i]))
            {
                if (bookmarks[i].IsStored)
                    removedBookmarkIds.Add(bookmarks[i].Id);
                bookmarks.RemoveAt(i);
            }
    }

    private static string? PayloadText(object payload)
    {
        try
        {
            return JsonSerializer.Serialize(payload, Definitions.EngineJson.Options);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A value an activity yielded during this burst.</summary>
internal readonly record struct OutputRecord(
    ActivityExecutionContext Context, string Name, object? Value);
