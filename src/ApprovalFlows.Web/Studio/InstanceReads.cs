using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;

namespace ApprovalFlows.Web.Studio;

/// <summary>Lists of instances, one instance, its journal and variables.</summary>
internal static class InstanceReads
{
    private const string Base = "/workflow-instances";
    private const int MaxTake = 1_000;

    public static void MapInstanceReads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Base, SearchAsync);
        routes.MapGet(Base + "/{id}", ShowAsync);
        routes.MapGet(Base + "/{id}/journal", JournalAsync);
        routes.MapPost(Base + "/{id}/journal", JournalAsync);
        routes.MapGet(Base + "/{id}/variables", VariablesAsync);
        routes.MapGet(Base + "/{id}/execution-state", ExecutionStateAsync);
        routes.MapGet(Base + "/{id}/export", ExportAsync);
    }

    private static async Task<IResult> SearchAsync(
        HttpRequest request, InstanceService instances, CancellationToken cancellation)
    {
        var search = InstanceRequests.Search(await DefinitionWrites.ReadAsync(request, cancellation));
        var (items, total) = await instances.SearchAsync(search, cancellation);
        return TypedResults.Json(StudioLists.Page(items.Select(InstanceDocument.Summary), total));
    }

    private static async Task<IResult> ShowAsync(
        string id, InstanceService instances, ExecutionService executions, CancellationToken cancellation) =>
        TypedResults.Json(InstanceDocument.Full(
            await instances.ShowAsync(id, cancellation), await executions.ListAsync(id, cancellation)));

    private static async Task<IResult> JournalAsync(
        string id, HttpRequest request, ExecutionService executions, ExecutionJson json, CancellationToken cancellation)
    {
        var body = request.Method == HttpMethods.Post
            ? await DefinitionWrites.ReadAsync(request, cancellation)
            : [];
        var entries = await executions.ReadJournalAsync(id, InstanceRequests.Journal(body), cancellation);
        var size = Math.Clamp(Number(request, "take") ?? Number(request, "pageSize") ?? MaxTake, 1, MaxTake);
        var skip = Number(request, "skip") ?? (Number(request, "page") ?? 0) * size;
        return TypedResults.Json(StudioLists.Page(
            entries.Skip(skip).Take(size).Select(entry => json.Of(entry, id)), entries.Count));
    }

    private static async Task<IResult> VariablesAsync(
        string id, InstanceService instances, CancellationToken cancellation) =>
        StudioLists.Answer(InstanceDocument.Variables(await instances.ShowAsync(id, cancellation)));

    // Asked for every five seconds by each of three pollers of an open viewer.
    private static async Task<IResult> ExecutionStateAsync(
        string id, InstanceService instances, CancellationToken cancellation)
    {
        var item = await instances.FindAsync(id, cancellation);
        return TypedResults.Json(new JsonObject
        {
            ["status"] = item.Status.ToString(),
            ["subStatus"] = item.SubStatus.ToString(),
            ["workflowSubStatus"] = item.SubStatus.ToString(),
            ["updatedAt"] = item.UpdatedAt,
        });
    }

    private static async Task<IResult> ExportAsync(
        string id, InstanceService instances, ExecutionService executions, CancellationToken cancellation)
    {
        var document = InstanceDocument.Full(
            await instances.ShowAsync(id, cancellation), await executions.ListAsync(id, cancellation));
        return TypedResults.File(
            System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()),
            "application/json",
            $"workflow-instance-{id}.json");
    }

    private static int? Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;
}
