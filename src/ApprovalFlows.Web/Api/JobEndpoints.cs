using ApprovalFlows.Core;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>What the system does by itself: when, with what result, and what administrators may do about it.</summary>
public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").RequireAuthorization("ReminderReader");
        jobs.MapGet("", ListAsync).WithSummary("The jobs, their last and next runs.");
        jobs.MapGet("/{name}/runs", HistoryAsync).WithSummary("The last runs of a job.");
        var acts = jobs.MapGroup("/{name}").RequireAuthorization("Admin");
        acts.MapPost("/run", (string name, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
            ActAsync(name, caller, work, board => board.AskAsync(name, cancellation), cancellation))
            .WithSummary("Lets a job run within seconds, on whichever node is first.");
        acts.MapPost("/pause", PauseAsync).WithSummary("Pauses a job on all nodes.");
        acts.MapPost("/resume", (string name, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
            ActAsync(name, caller, work, board => board.ResumeAsync(name, cancellation), cancellation))
            .WithSummary("Ends the pause of a job.");
    }

    private static async Task<IResult> ListAsync(Caller _, JobBoard board, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = (await board.ListAsync(cancellation)).Select(Of) });

    private static async Task<IResult> HistoryAsync(
        string name, HttpContext context, JobBoard board, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (number, size) = (fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await board.HistoryAsync(name, number, size, cancellation);
        return TypedResults.Ok(new { items = page.Items.Select(Of), page.TotalCount, page.Page, page.PageSize });
    }

    private static async Task<IResult> PauseAsync(
        string name, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason");
        fields.MustBeRight();
        return await ActAsync(
            name,
            caller,
            work,
            board => board.PauseAsync(name, reason, context.RequestAborted),
            context.RequestAborted);
    }

    private static async Task<IResult> ActAsync(
        string name, Caller caller, UnitOfWork work, Func<JobBoard, Task> act, CancellationToken cancellation)
    {
        await work.RunAsync(caller.Actor, act, cancellation);
        return TypedResults.Accepted($"/api/jobs/{name}/runs");
    }

    private static object Of(JobView job) => new
    {
        job.Plan.Name,
        job.Plan.MayPause,
        isPaused = job.State?.IsPaused == true,
        pausedAt = CaseJson.Local(job.State?.PausedAt),
        job.State?.PausedBy,
        job.State?.PauseReason,
        askedAt = CaseJson.Local(job.State?.AskedAt),
        job.State?.AskedBy,
        lastSeenAt = CaseJson.Local(job.LastSeen),
        nextAt = ChinaTime.Of(job.Next),
        last = job.Last is null ? null : Of(job.Last),
    };

    private static object Of(PastRun run) => new
    {
        run.Id,
        startedAt = ChinaTime.Of(run.StartedAt),
        finishedAt = ChinaTime.Of(run.FinishedAt),
        run.Node,
        run.AskedBy,
        run.CaughtUp,
        run.IsComplete,
        run.Failure,
        act = run.ActOf().Name,
        run.ActOf().Reason,
        result = run.Numbers(),
    };
}
