using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Opinions;

/// <summary>What was written so far, as it was typed.</summary>
public sealed record WrittenOpinion(string Outcome, string Opinion, IReadOnlyList<CorrectionItem> Items)
{
    public bool IsEmpty => Outcome.Length == 0 && Opinion.Length == 0 && Items.Count == 0;
}

/// <summary>Keeps opinions while they are written. Nothing is checked; a draft may be wrong or too late.</summary>
public sealed class OpinionDraftService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    private const int MaxOutcomeLength = 60;

    public async Task<DateTimeOffset> SaveAsync(
        Guid taskId, WrittenOpinion written, CancellationToken cancellation = default)
    {
        var items = JsonSerializer.Serialize(written.Items, JsonSerializerOptions.Web);
        if (written.Opinion.Length > DecisionService.MaxOpinionLength)
            throw RuleViolation.Invalid("opinion", "OpinionTooLong", DecisionService.MaxOpinionLength);
        if (items.Length > OpinionDraft.MaxItemsLength || written.Outcome.Length > MaxOutcomeLength)
            throw RuleViolation.Invalid("items", "DraftTooLarge");
        await MustBeMineToDecideAsync(taskId, cancellation);
        var now = time.GetUtcNow();
        var known = await db.OpinionDrafts.FindAsync([current.Actor.UserId, taskId], cancellation);
        if (known is null)
        {
            known = new OpinionDraft
            {
                UserId = current.Actor.UserId,
                TaskId = taskId,
                Outcome = written.Outcome,
                Opinion = written.Opinion,
                Items = items,
                SavedAt = now,
            };
            db.OpinionDrafts.Add(known);
        }

        (known.Outcome, known.Opinion, known.Items, known.SavedAt) = (
            written.Outcome, written.Opinion, items, now);
        return now;
    }

    public async Task<(WrittenOpinion Written, DateTimeOffset SavedAt)?> FindAsync(
        Guid taskId, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var draft = await db.OpinionDrafts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.UserId == me && row.TaskId == taskId, cancellation);
        if (draft is null) return null;
        var items = JsonSerializer.Deserialize<List<CorrectionItem>>(draft.Items, JsonSerializerOptions.Web)!;
        return (new WrittenOpinion(draft.Outcome, draft.Opinion, items), draft.SavedAt);
    }

    public async Task DiscardAsync(Guid taskId, CancellationToken cancellation = default)
    {
        var draft = await db.OpinionDrafts.FindAsync([current.Actor.UserId, taskId], cancellation);
        if (draft is not null) db.OpinionDrafts.Remove(draft);
    }

    // A decided task keeps the draft of whoever came second; what is not one's office is not one's draft.
    private async Task MustBeMineToDecideAsync(Guid taskId, CancellationToken cancellation)
    {
        var task = await db.ReviewTasks.AsNoTracking()
            .Where(row => row.Id == taskId)
            .Select(row => new { row.DepartmentCode, row.PostCode, row.AssigneeId })
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var actor = current.Actor;
        if (!actor.Holds(task.DepartmentCode, task.PostCode) && task.AssigneeId != actor.UserId)
            throw RuleViolation.NotFound("TaskUnknown");
    }
}
