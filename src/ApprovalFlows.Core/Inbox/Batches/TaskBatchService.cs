using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Batches;

/// <summary>One task of a batch as the person saw it in the list.</summary>
public sealed record SelectedTask(Guid Id, int Revision);

public sealed record BatchOrder(
    BatchAct Act, string? Outcome, string? Opinion, IReadOnlyList<SelectedTask> Tasks);

/// <summary>An item with what the person knows the task by.</summary>
public sealed record BatchLine(TaskBatchItem Item, string CaseNumber, string Applicant);

public sealed record BatchView(TaskBatch Batch, IReadOnlyList<BatchLine> Lines)
{
    public int Count(BatchResult result) => Lines.Count(line => line.Item.Result == result);
}

/// <summary>Orders batches, does one item of one, and shows how far one is.</summary>
public sealed class TaskBatchService(
    AppDbContext db, DecisionService decisions, CurrentActor current, TimeProvider time) : IBatchDesk
{
    public async Task<TaskBatch> OrderAsync(BatchOrder order, CancellationToken cancellation = default)
    {
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyReviewersDecide");
        var tasks = order.Tasks.DistinctBy(task => task.Id).ToList();
        if (tasks.Count == 0) throw RuleViolation.Invalid("tasks", "BatchEmpty");
        if (tasks.Count > TaskBatch.MaxItems)
            throw RuleViolation.Invalid("tasks", "BatchTooLong", TaskBatch.MaxItems);
        if (order.Act == BatchAct.Decide && string.IsNullOrEmpty(order.Outcome))
            throw RuleViolation.Invalid("outcome", "FieldRequired");
        if (order.Opinion?.Length > DecisionService.MaxOpinionLength)
            throw RuleViolation.Invalid("opinion", "OpinionTooLong", DecisionService.MaxOpinionLength);
        var me = current.Actor.UserId;
        var running = await db.TaskBatches
            .CountAsync(batch => batch.OwnerId == me && batch.FinishedAt == null, cancellation);
        if (running >= TaskBatch.MaxRunning) throw new RuleViolation("TooManyBatches", TaskBatch.MaxRunning);
        var isDecision = order.Act == BatchAct.Decide;
        var batch = new TaskBatch
        {
            OwnerId = me,
            Act = order.Act,
            Outcome = isDecision ? order.Outcome : null,
            Opinion = isDecision ? order.Opinion : null,
            StartedAt = time.GetUtcNow(),
        };
        batch.Items.AddRange(tasks.Select((task, index) => new TaskBatchItem
        {
            BatchId = batch.Id,
            Position = index,
            TaskId = task.Id,
            Revision = task.Revision,
        }));
        db.TaskBatches.Add(batch);
        return batch;
    }

    public Task<BatchTurn?> NextAsync(CancellationToken cancellation = default) => db.TaskBatches.AsNoTracking()
        .Where(batch => batch.FinishedAt == null)
        .Select(batch => new
        {
            batch.Id,
            batch.OwnerId,
            batch.StartedAt,
            Left = batch.Items.Count(item => item.Result == BatchResult.Waiting),
            Position = batch.Items
                .Where(item => item.Result == BatchResult.Waiting)
                .Min(item => (int?)item.Position),
        })
        .OrderBy(batch => batch.Left)
        .ThenBy(batch => batch.StartedAt)
        .Select(batch => new BatchTurn(batch.Id, batch.OwnerId, batch.Position))
        .FirstOrDefaultAsync(cancellation);

    public async Task DoAsync(Guid batchId, int position, CancellationToken cancellation = default)
    {
        var (batch, item) = await FindAsync(batchId, position, cancellation);
        if (item.Result != BatchResult.Waiting) return;
        item.Succeed();
        _ = batch.Act switch
        {
            BatchAct.Claim => await decisions.ClaimAsync(item.TaskId, cancellation),
            BatchAct.Release => await decisions.ReleaseAsync(item.TaskId, cancellation),
            _ => (object)await decisions.DecideAsync(
                item.TaskId,
                new DecisionRequest(batch.Outcome!, batch.Opinion, item.Revision, []),
                cancellation),
        };
    }

    public async Task RefuseAsync(
        Guid batchId, int position, RuleViolation refusal, CancellationToken cancellation = default)
    {
        var (_, item) = await FindAsync(batchId, position, cancellation);
        if (item.Result != BatchResult.Waiting) return;
        var first = refusal.Errors.Values.SelectMany(reasons => reasons).FirstOrDefault();
        item.Refuse(first ?? refusal.Sentence);
    }

    public async Task FinishAsync(Guid batchId, CancellationToken cancellation = default)
    {
        var batch = await db.TaskBatches.SingleAsync(row => row.Id == batchId, cancellation);
        batch.FinishedAt ??= time.GetUtcNow();
    }

    public async Task<BatchView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var batch = await db.TaskBatches.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.OwnerId == me, cancellation)
            ?? throw RuleViolation.NotFound("BatchUnknown");
        var lines = await (
            from item in db.TaskBatchItems.AsNoTracking()
            where item.BatchId == id
            join task in db.ReviewTasks on item.TaskId equals task.Id into tasks
            from task in tasks.DefaultIfEmpty()
            join file in db.Cases on task.CaseId equals file.Id into files
            from file in files.DefaultIfEmpty()
            orderby item.Position
            select new BatchLine(item, file == null ? "" : file.Number, file == null ? "" : file.Applicant))
            .ToListAsync(cancellation);
        // Of a task that one may not see, one learns nothing by putting its id into a batch.
        return new BatchView(batch, [.. await OnlyVisibleAsync(lines, cancellation)]);
    }

    private async Task<IEnumerable<BatchLine>> OnlyVisibleAsync(
        List<BatchLine> lines, CancellationToken cancellation)
    {
        var ids = lines.ConvertAll(line => line.Item.TaskId);
        var offices = await db.ReviewTasks.AsNoTracking()
            .Where(task => ids.Contains(task.Id))
            .Select(task => new { task.Id, task.DepartmentCode, task.PostCode, task.AssigneeId, task.DecidedById })
            .ToListAsync(cancellation);
        var actor = current.Actor;
        var seen = offices
            .Where(task => actor.Holds(task.DepartmentCode, task.PostCode)
                || task.AssigneeId == actor.UserId || task.DecidedById == actor.UserId)
            .Select(task => task.Id)
            .ToHashSet();
        return lines.Select(line => seen.Contains(line.Item.TaskId)
            ? line
            : line with { CaseNumber = "", Applicant = "" });
    }

    private async Task<(TaskBatch Batch, TaskBatchItem Item)> FindAsync(
        Guid batchId, int position, CancellationToken cancellation) => (
        await db.TaskBatches.SingleAsync(row => row.Id == batchId, cancellation),
        await db.TaskBatchItems.SingleAsync(
            row => row.BatchId == batchId && row.Position == position, cancellation));
}
