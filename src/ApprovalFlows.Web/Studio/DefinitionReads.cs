using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Lists, single versions and files of definitions.</summary>
internal static class DefinitionReads
{
    private const string Base = "/workflow-definitions";

    public static void MapDefinitionReads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Base, ListAsync);
        routes.MapGet(Base + "/by-definition-id/{definitionId}", ByDefinitionAsync);
        routes.MapGet(Base + "/by-id/{versionId}", ByVersionAsync);
        routes.MapGet(Base + "/many-by-id", ManyAsync);
        routes.MapGet(Base + "/{definitionId}/versions", VersionsAsync);
        routes.MapGet(Base + "/query/count", CountAsync);
        routes.MapGet(Base + "/validation/is-name-unique", IsNameUniqueAsync);
        routes.MapGet(Base + "/{definitionId}/export", ExportAsync);
        routes.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, Caller caller, FlowCatalog catalog, CancellationToken cancellation)
    {
        var (items, total) = await catalog.ListAsync(StudioQuery.Definitions(request.Query), cancellation);
        var mayWrite = caller.MayWrite();
        return TypedResults.Json(DefinitionJson.Page(
            items.Select(item => DefinitionJson.Summary(item, mayWrite)), total, mayWrite));
    }

    private static async Task<IResult> ByDefinitionAsync(
        string definitionId,
        HttpRequest request,
        Caller caller,
        FlowCatalog catalog,
        DesignerTypes types,
        CancellationToken cancellation)
    {
        var (choice, version) = StudioQuery.Versions(request.Query["versionOptions"].ToString());
        var found = await catalog.FindAsync(definitionId, choice, version, cancellation);
        return TypedResults.Json(DefinitionJson.Full(found, await types.KnownAsync(cancellation), caller.MayWrite()));
    }

    private static async Task<IResult> ByVersionAsync(
        string versionId, Caller caller, IWorkflowStore store, DesignerTypes types, CancellationToken cancellation)
    {
        var found = await store.FindVersionAsync(versionId, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", versionId);
        return TypedResults.Json(DefinitionJson.Full(found, await types.KnownAsync(cancellation), caller.MayWrite()));
    }

    private static async Task<IResult> ManyAsync(
        HttpRequest request, Caller caller, FlowCatalog catalog, DesignerTypes types, CancellationToken cancellation)
    {
        var (items, _) = await catalog.ListAsync(StudioQuery.Definitions(request.Query), cancellation);
        var isKnown = await types.KnownAsync(cancellation);
        return TypedResults.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. items.Select(item => DefinitionJson.Full(item, isKnown, caller.MayWrite()))]),
            ["count"] = items.Count,
        });
    }

    private static async Task<IResult> VersionsAsync(
        string definitionId, Caller caller, FlowCatalog catalog, CancellationToken cancellation)
    {
        var (items, _) = await catalog.ListAsync(
            new FlowQuery { DefinitionIds = [definitionId], OrderBy = FlowOrder.Version, Descending = true },
            cancellation);
        return TypedResults.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. items.Select(item => DefinitionJson.Summary(item, caller.MayWrite()))]),
            ["count"] = items.Count,
        });
    }

    private static async Task<IResult> CountAsync(
        HttpRequest request, FlowCatalog catalog, CancellationToken cancellation)
    {
        var query = StudioQuery.Definitions(request.Query) with { Versions = VersionChoice.Latest, PageSize = 1 };
        var (_, total) = await catalog.ListAsync(query, cancellation);
        return TypedResults.Json(new { Count = total });
    }

    private static async Task<IResult> IsNameUniqueAsync(
        string name, string? definitionId, FlowCatalog catalog, CancellationToken cancellation) =>
        TypedResults.Json(new { IsUnique = await catalog.IsNameUniqueAsync(name.Trim(), definitionId, cancellation) });

    private static async Task<IResult> ExportAsync(
        string definitionId, HttpRequest request, FlowCatalog catalog, CancellationToken cancellation)
    {
        var (choice, version) = StudioQuery.Versions(request.Query["versionOptions"].ToString());
        var found = await catalog.FindAsync(definitionId, choice, version, cancellation);
        return DefinitionFiles.IsWanted(request, "includeConsumingWorkflows")
            ? await DefinitionFiles.ZipAsync(
                [found, .. await catalog.ConsumersAsync(found, cancellation)], definitionId)
            : DefinitionFiles.Single(found);
    }

    private static async Task<IResult> ExportManyAsync(
        HttpRequest request, FlowCatalog catalog, CancellationToken cancellation)
    {
        var ids = await DefinitionBulkActions.IdsAsync(request, "ids", cancellation);
        var (items, _) = ids.Count == 0
            ? ([], 0)
            : await catalog.ListAsync(new FlowQuery { VersionIds = ids }, cancellation);
        return items.Count == 0
            ? throw RuleViolation.NotFound("FlowUnknown", string.Join(", ", ids))
            : await DefinitionFiles.ZipAsync(items, "workflow-definitions");
    }
}
