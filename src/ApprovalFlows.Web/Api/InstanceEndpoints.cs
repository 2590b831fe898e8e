using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows;

namespace ApprovalFlows.Web.Api;

/// <summary>Instances for those who repair or audit flows.</summary>
public static class InstanceEndpoints
{
    private const int MaxMappings = 500;

    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/api/instances").RequireAuthorization("InstanceReader");
        instances.MapGet("", ListAsync).WithSummary("Instances of flows.");
        instances.MapGet("/{id}", ShowAsync).WithSummary("One instance: where it waits, incidents, variables.");
        instances.MapGet("/{id}/journal", ReadJournalAsync).WithSummary("A page of the journal.");
        var repairs = instances.MapGroup("/{id}").RequireAuthorization("FlowAdmin");
        repairs.MapPost("/retry", RetryAsync).WithSummary("Runs faulted activities again.");
        repairs.MapPost("/cancellation", CancelAsync).WithSummary("Ends an instance and its children.");
        repairs.MapPost("/variables", ModifyVariableAsync).WithSummary("Changes a variable.");
        repairs.MapPost("/activities/{activityId}/schedule", ScheduleAsync).WithSummary("Runs an activity.");
        repairs.MapPost("/activities/{activityId}/cancellation", CancelActivityAsync)
            .WithSummary("Ends an open activity; its container goes on.");
        repairs.MapPost("/migration", MigrateAsync).WithSummary("Moves an instance to another version.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, InstanceService instances, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var query = new InstanceQuery
        {
            Status = fields.Choice<WorkflowStatus>("status"),
            SubStatus = fields.Choice<WorkflowSubStatus>("subStatus"),
            Definition = fields.Text("definition"),
            HasIncidents = fields.Flag("hasIncidents"),
            Text = fields.Text("q"),
            Page = fields.Page,
            PageSize = fields.PageSize,
        };
        fields.MustBeRight();
        var page = await instances.ListAsync(query, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(InstanceJson.Of),
            page.TotalCount,
            page.Page,
            page.PageSize,
        });
    }

    private static async Task<IResult> ShowAsync(
        string id, InstanceService instances, CancellationToken cancellation)
    {
        var view = await instances.ShowAsync(id, cancellation);
        var journal = await instances.ReadJournalAsync(id, 0, InstanceService.JournalPageSize, cancellation);
        return TypedResults.Ok(InstanceJson.Of(view, journal));
    }

    private static async Task<IResult> ReadJournalAsync(
        string id, HttpContext context, InstanceService instances, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (page, size) = (fields.Page, fields.PageSize);
        fields.MustBeRight();
        var entries = await instances.ReadJournalAsync(id, (long)(page - 1) * size, size, cancellation);
        return TypedResults.Ok(new { items = entries.Select(InstanceJson.Of), page, pageSize = size });
    }

    private static async Task<IResult> RetryAsync(
        string id, HttpContext context, Caller caller, UnitOfWork work, InstanceService instances)
    {
        var fields = await ReadAsync(context);
        var request = Request(fields);
        var activity = fields.Text("activityId");
        fields.MustBeRight();
        return await RepairAsync(id, context, caller, work, instances, service =>
            service.RetryAsync(id, request, activity, context.RequestAborted));
    }

    private static async Task<IResult> CancelAsync(
        string id, HttpContext context, Caller caller, UnitOfWork work, InstanceService instances)
    {
        var fields = await ReadAsync(context);
        var request = Request(fields);
        fields.MustBeRight();
        return await RepairAsync(id, context, caller, work, instances, service =>
            service.CancelAsync(id, request, context.RequestAborted));
    }

    private static async Task<IResult> ModifyVariableAsync(
        string id, HttpContext context, Caller caller, UnitOfWork work, InstanceService instances)
    {
        var fields = await ReadAsync(context);
        var request = Request(fields);
        var variable = fields.Text("variable", required: true);
        var container = fields.Text("containerInstanceId");
        var value = fields.Value("value");
        fields.MustBeRight();
        return await RepairAsync(id, context, caller, work, instances, service => service.ModifyVariableAsync(
            id,
            request,
            variable!,
            value is { } given ? JsonNode.Parse(given.GetRawText()) : null,
            container,
            context.RequestAborted));
    }

    private static async Task<IResult> ScheduleAsync(
        string id,
        string activityId,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        InstanceService instances)
    {
        var fields = await ReadAsync(context);
        var request = Request(fields);
        fields.MustBeRight();
        return await RepairAsync(id, context, caller, work, instances, service =>
            service.ScheduleAsync(id, request, activityId, context.RequestAborted));
    }

    private static async Task<IResult> CancelActivityAsync(
        string id,
        string activityId,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        InstanceService instances)
    {
        var fields = await ReadAsync(context);
        var request = Request(fields);
        fields.MustBeRight();
        return await RepairAsync(id, context, caller, work, instances, service =>
            service.CancelActivityAsync(id, request, activityId, context.RequestAborted));
    }

    private static async Task<IResult> MigrateAsync(
        string id,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        InstanceService instances,
        RepairService repairs)
    {
        var fields = await ReadAsync(context);
        var dryRun = fields.Flag("dryRun") == true;
        var request = dryRun ? OptionalRequest(fields) : Request(fields);
        var version = fields.Integer("targetVersion");
        var mapping = MappingOf(fields);
        fields.MustBeRight();
        if (!dryRun)
            return await RepairAsync(id, context, caller, work, instances, service =>
                service.MigrateAsync(id, request, version, mapping, context.RequestAborted));
        var check = await repairs.CheckMigrationAsync(id, version, mapping, context.RequestAborted);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            possible = check.Reasons.Count == 0,
            reasons = check.Reasons.Select(reason => reason.In(culture)),
            notes = check.Notes.Select(note => note.In(culture)),
        });
    }

    private static async Task<IResult> RepairAsync(
        string id,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        InstanceService instances,
        Func<RepairService, Task> repair)
    {
        await work.RunAsync(caller.Actor, repair, context.RequestAborted);
        return await ShowAsync(id, instances, context.RequestAborted);
    }

    private static async Task<Fields> ReadAsync(HttpContext context) =>
        new(await Body.ReadObjectAsync(context.Request, context.RequestAborted));

    private static RepairRequest Request(Fields fields) =>
        new(fields.Text("reason", required: true), fields.Integer("revision"));

    // A dry run changes nothing: it needs neither, but the same body may be sent.
    private static RepairRequest OptionalRequest(Fields fields)
    {
        _ = fields.Value("revision");
        return new RepairRequest(fields.Text("reason"), 0);
    }

    private static Dictionary<string, string> MappingOf(Fields fields)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fields.Object("mapping") is not { } given) return mapping;
        foreach (var pair in given.EnumerateObject())
        {
            if (pair.Value.ValueKind == JsonValueKind.String && mapping.Count < MaxMappings)
                mapping[pair.Name] = pair.Value.GetString()!;
            else
                fields.Fail("mapping", "{ \"old\": \"new\" }");
        }

        return mapping;
    }
}
