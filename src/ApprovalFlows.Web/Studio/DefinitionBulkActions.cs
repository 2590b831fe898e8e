using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>The same for several definitions at once, each in a unit of work of its own.</summary>
internal static class DefinitionBulkActions
{
    private const int MaxItems = 500;

    public static void MapDefinitionBulkActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", DeleteAsync);
        routes.MapPost("/bulk-actions/delete/workflow-definitions/by-id", DeleteVersionsAsync);
        routes.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishAsync);
        routes.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractAsync);
    }

    internal static async Task<List<string>> IdsAsync(
        HttpRequest request, string name, CancellationToken cancellation) =>
        [.. ((await DefinitionWrites.ReadAsync(request, cancellation))[name] as JsonArray ?? [])
            .Select(item => item?.ToString()).OfType<string>().Distinct().Take(MaxItems)];

    private static async Task<IResult> DeleteAsync(
        HttpRequest request, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var id in await IdsAsync(request, "definitionIds", cancellation))
            if (await work.RunAsync<FlowEditor, bool>(
                caller.Actor, editor => editor.DeleteAsync(id, cancellation), cancellation))
                deleted++;
        return TypedResults.Json(new { Deleted = deleted });
    }

    private static async Task<IResult> DeleteVersionsAsync(
        HttpRequest request, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var ids = await IdsAsync(request, "ids", cancellation);
        foreach (var id in ids)
            await work.RunAsync<FlowEditor>(
                caller.Actor, editor => editor.DeleteVersionAsync(id, cancellation), cancellation);
        return TypedResults.Json(new { Deleted = ids.Count });
    }

    private static async Task<IResult> PublishAsync(
        HttpRequest request,
        Caller caller,
        FlowPublisher publisher,
        FlowCatalog catalog,
        CancellationToken cancellation)
    {
        var refused = new List<Sentence>();
        var lists = new Lists();
        foreach (var id in await IdsAsync(request, "definitionIds", cancellation))
        {
            if (await TryFindAsync(catalog, id, cancellation) is not { } latest)
                lists.NotFound.Add(id);
            else if (latest.IsPublished)
                lists.Already.Add(id);
            else
                try
                {
                    await publisher.PublishAsync(caller.Actor, id, cancellation: cancellation);
                    lists.Done.Add(id);
                }
                catch (RuleViolation refusal)
                {
                    var reasons = refusal.Errors.Values.SelectMany(sentences => sentences);
                    refused.AddRange(reasons.Select(reason => new Sentence("FlowProblem", latest.Name ?? id, reason)));
                }
        }

        // What could go live is live; the answer tells of the rest.
        if (refused.Count > 0) throw RuleViolation.Because("FlowNotPublished", refused);
        return TypedResults.Json(new
        {
            Published = lists.Done,
            AlreadyPublished = lists.Already,
            lists.NotFound,
            UpdatedConsumers = Array.Empty<string>(),
        });
    }

    private static async Task<IResult> RetractAsync(
        HttpRequest request, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var lists = new Lists();
        foreach (var id in await IdsAsync(request, "definitionIds", cancellation))
            try
            {
                await work.RunAsync<FlowEditor>(
                    caller.Actor, editor => editor.RetractAsync(id, cancellation), cancellation);
                lists.Done.Add(id);
            }
            catch (DefinitionNotFoundException)
            {
                lists.Already.Add(id);
            }

        return TypedResults.Json(new { Retracted = lists.Done, AlreadyRetracted = lists.Already, lists.NotFound });
    }

    private static async Task<StoredDefinition?> TryFindAsync(
        FlowCatalog catalog, string definitionId, CancellationToken cancellation)
    {
        try
        {
            return await catalog.FindAsync(definitionId, VersionChoice.Latest, null, cancellation);
        }
        catch (RuleViolation)
        {
            return null;
        }
    }

    private sealed class Lists
    {
        public List<string> Done { get; } = [];
        public List<string> Already { get; } = [];
        public List<string> NotFound { get; } = [];
    }
}
