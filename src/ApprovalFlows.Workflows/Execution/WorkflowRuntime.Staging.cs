using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <content>What a burst leaves behind.</content>
public sealed partial class WorkflowRuntime
{
    private async Task<BurstResult> EndAsync(
        WorkflowExecutionContext workflow, DefinitionHead head, long revision, bool isNew)
    {
        var result = Stage(workflow, head, revision, isNew);
        while (workflow.DeferredTasks.TryDequeue(out var task))
            await task();
        return result;
    }

    private BurstResult Stage(
        WorkflowExecutionContext workflow, DefinitionHead head, long revision, bool isNew, bool isMoved = false)
    {
        workflow.UpdatedAt = workflow.Now;
        observer?.OnBurstEnded(workflow);
        ChildWorkflows.NotifyParent(workflow);
        var state = WriteState(workflow);
        var instance = new StoredInstance
        {
            Id = workflow.Id,
            DefinitionId = head.DefinitionId,
            VersionId = head.VersionId,
            Version = head.Version,
            Name = workflow.Name,
            CorrelationId = workflow.CorrelationId,
            ParentInstanceId = workflow.ParentWorkflowInstanceId,
            Status = workflow.Status,
            SubStatus = workflow.SubStatus,
            State = state,
            IncidentCount = workflow.Incidents.Count,
            CreatedAt = workflow.CreatedAt,
            UpdatedAt = workflow.UpdatedAt,
            FinishedAt = workflow.FinishedAt,
            Revision = revision,
        };
        var added = workflow.Bookmarks.Where(bookmark => !bookmark.IsStored)
            .Select(bookmark => ToStored(bookmark, workflow)).ToList();
        store.Stage(new BurstChanges(
            instance, isNew, added, workflow.RemovedBookmarkIds, workflow.ExecutionLog)
        {
            Outbox = workflow.Outbox,
            ChangedBookmarks = isMoved
                ? [.. workflow.Bookmarks.Where(bookmark => bookmark.IsStored)
                    .Select(bookmark => ToStored(bookmark, workflow))]
                : [],
        });
        return new BurstResult(
            workflow.Id,
            head.DefinitionId,
            head.VersionId,
            workflow.Status,
            workflow.SubStatus,
            workflow.Incidents,
            workflow.Output.AsReadOnly()!,
            workflow.HttpResponse);
    }

    // A state that grew beyond its limit is an incident too: the instance ends instead of filling the store.
    private string WriteState(WorkflowExecutionContext workflow)
    {
        var state = StateWriter.Write(workflow);
        if (state.Length <= options.MaxStateCharacters)
            return state;
        WorkflowRunner.FailOversized(workflow, options.MaxStateCharacters);
        return StateWriter.Write(workflow);
    }

    private static StoredBookmark ToStored(Bookmark bookmark, WorkflowExecutionContext workflow) => new()
    {
        Id = bookmark.Id,
        InstanceId = workflow.Id,
        ActivityId = bookmark.ActivityId,
        ActivityInstanceId = bookmark.ActivityInstanceId,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        Payload = BookmarkPayload.ToText(bookmark.Payload),
        CorrelationId = workflow.CorrelationId,
        CreatedAt = bookmark.CreatedAt,
        DueAt = bookmark.DueAt,
    };
}
