using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>What stands in the recordings for ids that change from run to run.</summary>
internal sealed class Placeholders(TrialHost host)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public void Note(string id, string text) => known[id] = text;

    /// <summary>Notes the ids of everything there is by now; what is gone later was noted before.</summary>
    public void NoteAll()
    {
        var database = host.Database;
        lock (database.Gate)
        {
            foreach (var version in database.Definitions.Values)
                Note(version.VersionId, $"<version-id {version.DefinitionId} v{version.Version}>");
            foreach (var bookmark in database.Bookmarks.Values)
                Note(bookmark.Id, "<bookmark>");
            foreach (var entry in database.Journal.Values.SelectMany(entries => entries))
                Note(entry.ActivityInstanceId, "<activity-instance>");
        }

        foreach (var message in host.Outside.Where(message => message.Kind == OutboxWork.TaskKind))
            if (JsonRead.Parse(message.Payload).Text(nameof(RunTask.TaskId)) is { } taskId)
                Note(taskId, "<task-id>");
    }

    public string Apply(string text)
    {
        foreach (var (id, placeholder) in known)
            text = text.Replace(id, placeholder, StringComparison.Ordinal);
        return text;
    }
}
