using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>The same act on several tasks of the inbox.</summary>
public static class TaskBatchEndpoints
{
    public static void MapTaskBatches(this RouteGroupBuilder tasks)
    {
        tasks.MapPost("/batches", OrderAsync).WithSummary("Claims, releases or decides several tasks.");
        tasks.MapGet("/batches/{id:guid}", ShowAsync).WithSummary("How far a batch is, task by task.");
    }

    private static async Task<IResult> OrderAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var act = fields.Text("act", required: true);
        if (!Enum.TryParse<BatchAct>(act, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
            fields.Fail("act", "claim | release | decide");
        var (outcome, opinion) = (fields.Text("outcome"), fields.Text("opinion"));
        var tasks = fields.List("tasks").Select(item => TaskOf(item, fields)).ToList();
        fields.MustBeRight();
        var batch = await work.RunAsync<TaskBatchService, TaskBatch>(
            caller.Actor,
            service => service.OrderAsync(
                new BatchOrder(wanted, outcome, opinion, tasks), context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Created($"/api/tasks/batches/{batch.Id}", new { batch.Id });
    }

    private static SelectedTask TaskOf(JsonElement item, Fields all)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            all.Fail("tasks", "[{ id, revision }]");
            return new SelectedTask(Guid.Empty, 0);
        }

        var fields = new Fields(item);
        var task = new SelectedTask(fields.Id("id"), fields.Integer("revision"));
        fields.MustBeRight();
        return task;
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, TaskBatchService batches, CancellationToken cancellation)
    {
        var view = await batches.ShowAsync(id, cancellation);
        return TypedResults.Ok(new
        {
            view.Batch.Id,
            isFinished = view.Batch.FinishedAt is not null,
            total = view.Lines.Count,
            done = view.Count(BatchResult.Done),
            refused = view.Count(BatchResult.Refused),
            tasks = view.Lines.Select(line => new
            {
                id = line.Item.TaskId,
                line.CaseNumber,
                result = JsonNames.Camel(line.Item.Result),
                reason = line.Item.Reason?.In(CultureInfo.CurrentUICulture),
            }),
        });
    }
}
