using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Web.Api;

/// <summary>The register of workers; every answer passes the table of who sees what.</summary>
public static class WorkerEndpoints
{
    /// <summary>Name of the policy for those who may see anything of the registers.</summary>
    public const string Reader = "RegisterReader";

    public static void MapWorkers(this IEndpointRouteBuilder routes)
    {
        var workers = routes.MapGroup("/api/workers").RequireAuthorization(Reader);
        workers.MapGet("", ListAsync).WithSummary("Workers, the newest first; ?q= beginning of a name or a number.");
        workers.MapPost("", RegisterAsync).WithSummary("Registers a worker with a document of identity.");
        workers.MapGet("/{id:guid}", ShowAsync).WithSummary("A worker as the caller may see the person.");
        workers.MapGet("/{id:guid}/history", HistoryAsync).WithSummary("What was changed in the record.");
        workers.MapPost("/{id:guid}/changes", ChangeAsync).WithSummary("Changes fields, for a reason.");
        workers.MapPost("/{id:guid}/employment", EmployAsync)
            .WithSummary("With which firm of the pilot the worker works; blank when the worker left.");
        workers.MapPost("/{id:guid}/agency", EntrustAsync).WithSummary("Which agency acts for the worker; blank none.");
        workers.MapPost("/{id:guid}/merge", MergeAsync).WithSummary("Merges the record into another of the person.");
        workers.MapPost("/{id:guid}/unmask", UnmaskAsync).WithSummary("A number in full, for a reason that is kept.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller _, WorkerSearch search)
    {
        var query = new QueryFields(context.Request.Query);
        var asked = new WorkerQuery
        {
            Text = query.Text("q"),
            EnterpriseId = query.Id("enterprise"),
            AreaCode = query.Text("area"),
            ParkCode = query.Text("park"),
            Mode = query.Choice<WorkerMode>("mode"),
            After = query.Id("after"),
            PageSize = query.PageSize,
        };
        query.MustBeRight();
        var page = await search.ListAsync(asked, context.RequestAborted);
        return TypedResults.Ok(new { items = page.Items, page.TotalCount, page.TotalIsCapped, page.Next });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, WorkerViewService workers, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await workers.ShowAsync(id, cancellation)));

    private static async Task<IResult> HistoryAsync(
        Guid id, Caller _, WorkerViewService workers, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = await workers.HistoryAsync(id, cancellation) });

    private static async Task<IResult> RegisterAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var texts = Texts(fields, WorkerFields.All);
        var isAnother = fields.Flag("isAnother") ?? false;
        fields.MustBeRight();
        var worker = await work.RunAsync<WorkerService, Worker>(
            caller.Actor,
            service => service.RegisterAsync(texts, isAnother, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Created($"/api/workers/{worker.Id}", new { worker.Id, worker.Revision });
    }

    private static async Task<IResult> ChangeAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var changed = new Fields(fields.Object("fields", required: true) ?? Nothing);
        var texts = Texts(changed, WorkerFields.All);
        var reason = fields.Text("reason", required: true);
        var revision = fields.Value("revision") is null ? (int?)null : fields.Integer("revision");
        fields.MustBeRight();
        changed.MustBeRight();
        var worker = await work.RunAsync<WorkerService, Worker>(
            caller.Actor,
            service => service.ChangeAsync(id, texts, reason, revision, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { worker.Id, worker.Revision });
    }

    private static Task<IResult> EmployAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work) => TieAsync(
        context, caller, work, WorkerService.Employer,
        (service, code, reason) => service.EmployAsync(id, code, reason, context.RequestAborted));

    private static Task<IResult> EntrustAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work) => TieAsync(
        context, caller, work, WorkerService.Agency,
        (service, code, reason) => service.EntrustAsync(id, code, reason, context.RequestAborted));

    private static async Task<IResult> TieAsync(
        HttpContext context, Caller caller, UnitOfWork work, string field,
        Func<WorkerService, string?, string?, Task<Worker>> tie)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var code = fields.Text(field);
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var worker = await work.RunAsync<WorkerService, Worker>(
            caller.Actor, service => tie(service, code, reason), context.RequestAborted);
        return TypedResults.Ok(new { worker.Id, worker.Revision });
    }

    private static async Task<IResult> MergeAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var into = fields.Id("into");
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var worker = await work.RunAsync<WorkerMerging, Worker>(
            caller.Actor,
            service => service.MergeAsync(id, into, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { worker.Id, worker.Revision });
    }

    private static async Task<IResult> UnmaskAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var field = fields.Text("field", required: true);
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var value = await work.RunAsync<WorkerViewService, string>(
            caller.Actor,
            service => service.UnmaskAsync(id, field!, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { field, value });
    }

    internal static JsonElement Nothing { get; } = JsonElement.Parse("{}");

    /// <summary>The fields that are there; a blank one clears.</summary>
    internal static Dictionary<string, string?> Texts(Fields fields, IEnumerable<string> names) => names
        .Select(name => (name, text: fields.Text(name)))
        .Where(field => field.text is not null)
        .ToDictionary(field => field.name, field => field.text);

    private static object Of(WorkerView view)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            view.Id,
            view.Name,
            view.Fields,
            view.Unmaskable,
            view.EnterpriseId,
            view.Enterprise,
            view.Agency,
            view.Revision,
            papers = view.Papers.Select(paper => new
            {
                paper.Id,
                kindCode = paper.Kind,
                kind = paper.KindName.In(culture),
                state = JsonNames.Camel(paper.State),
                paper.Number,
                paper.Issuer,
                paper.ValidFrom,
                paper.ValidTo,
            }),
            crossings = view.Crossings.Select(row => new
            {
                at = ChinaTime.Of(row.At),
                direction = row.IsExit ? "exit" : "entry",
                row.Port,
                row.IsVoided,
            }),
        };
    }
}
