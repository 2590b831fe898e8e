using System.Globalization;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Components.Forms;

namespace ApprovalFlows.Web.Api;

/// <summary>Applications for many workers at once: checked row by row, then sent.</summary>
public static class ApplicationBatchEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapApplicationBatches(this IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup("/api/batches/applications").RequireAuthorization("Applicant");
        batches.MapGet("", ListAsync).WithSummary("The last batches of the caller's enterprise.");
        batches.MapPost("", OrderAsync).DisableAntiforgery()
            .WithSummary("Takes a batch: a JSON body, or a CSV or XLSX file with that body beside it.");
        batches.MapGet("/{id:guid}", ShowAsync).WithSummary("How far it is, and what is wrong with which row.");
        batches.MapPost("/{id:guid}/sending", SendAsync).WithSummary("Lets the good rows go, once.");
        batches.MapGet("/{id:guid}/refusals", RefusalsAsync).WithSummary("The bad rows as CSV.");
        batches.MapGet("/template", TemplateAsync).WithSummary("The columns of a matter as CSV.");
    }

    private static async Task<IResult> ListAsync(
        Caller _, ApplicationBatchList batches, CancellationToken cancellation) => TypedResults.Ok(new
        {
            items = (await batches.ListAsync(cancellation)).Select(row => new
            {
                row.Batch.Id,
                row.Batch.Flow,
                row.Batch.FileName,
                startedAt = ChinaTime.Of(row.Batch.StartedAt),
                row.Total,
                row.Sent,
                row.Refused,
            }),
        });

    private static async Task<IResult> OrderAsync(
        HttpContext context, Caller caller, UnitOfWork work, ApplicationBatchList batches)
    {
        var order = context.Request.HasFormContentType
            ? await ReadFormAsync(context)
            : Read(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var batch = await work.RunAsync<ApplicationBatchService, ApplicationBatch>(
            caller.Actor, service => service.OrderAsync(order, context.RequestAborted), context.RequestAborted);
        return TypedResults.Created(
            $"/api/batches/applications/{batch.Id}", Of(await batches.ShowAsync(batch.Id, context.RequestAborted)));
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, ApplicationBatchList batches, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await batches.ShowAsync(id, cancellation)));

    private static async Task<IResult> SendAsync(
        Guid id, Caller caller, UnitOfWork work, ApplicationBatchList batches, CancellationToken cancellation)
    {
        await work.RunAsync<ApplicationBatchService, ApplicationBatch>(
            caller.Actor, service => service.SendAsync(id, cancellation), cancellation);
        return TypedResults.Ok(Of(await batches.ShowAsync(id, cancellation)));
    }

    internal static async Task<IResult> RefusalsAsync(
        Guid id, ApplicationBatchList batches, CancellationToken cancellation)
    {
        var view = await batches.ShowAsync(id, cancellation);
        var file = ApplicationBatchList.Refusals(view, view.Form.LabelOf, CultureInfo.CurrentUICulture);
        return TypedResults.File(file, Csv, $"{view.Batch.Flow}-refused.csv");
    }

    internal static async Task<IResult> TemplateAsync(
        string flow, FlowService flows, CancellationToken cancellation)
    {
        var form = (await flows.FindPublishedAsync(flow, cancellation)).Form;
        return TypedResults.File(
            ApplicationBatchList.Template(form, CultureInfo.CurrentUICulture), Csv, $"{flow}.csv");
    }

    // Beside the file the field "order" holds what otherwise is the body.
    private static async Task<ApplicationOrder> ReadFormAsync(HttpContext context)
    {
        var (name, content) = await AttachmentEndpoints.ReadFileAsync(context);
        var body = Body.ParseObject(Encoding.UTF8.GetBytes(context.Request.Form["order"].ToString()));
        return Read(body) with { File = content, FileName = Path.GetFileName(name) };
    }

    private static ApplicationOrder Read(JsonElement body)
    {
        var fields = new Fields(body);
        var flow = fields.Text("flow", required: true);
        var isSentAtOnce = fields.Flag("send") == true;
        List<Guid> workers = [];
        foreach (var worker in fields.List("workers"))
        {
            if (worker.ValueKind == JsonValueKind.String && worker.TryGetGuid(out var id)) workers.Add(id);
            else fields.Fail("workers", "[\"id\", …]");
        }

        var rows = fields.List("rows");
        var shared = SubmissionBody.ReadFields(fields);
        fields.MustBeRight();
        return new ApplicationOrder(flow!, shared)
        {
            Workers = workers,
            Rows = rows,
            IsSentAtOnce = isSentAtOnce,
        };
    }

    private static object Of(ApplicationBatchView view)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            view.Batch.Id,
            view.Batch.Flow,
            view.Batch.FileName,
            state = view.IsWaiting ? "checked" : !view.IsRunning ? "finished"
                : view.Batch.CheckedAt is null ? "checking" : "sending",
            total = view.Rows.Count,
            ready = view.Count(RowState.Ready),
            refused = view.Count(RowState.Refused),
            known = view.Count(RowState.Known),
            sent = view.Count(RowState.Sent),
            rows = view.Rows.Select(line => new
            {
                row = line.Row.Number,
                worker = line.Who,
                line.Row.WorkerId,
                state = JsonNames.Camel(line.Row.State),
                line.Row.CaseNumber,
                errors = line.Row.ReadProblems().Select(problem => new
                {
                    problem.Field,
                    label = view.Form.LabelOf(problem.Field),
                    message = problem.Text.In(culture),
                }),
            }),
        };
    }
}
