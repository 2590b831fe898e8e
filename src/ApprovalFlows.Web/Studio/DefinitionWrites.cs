using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Saving, publishing and running one definition.</summary>
internal static class DefinitionWrites
{
    private const string Base = "/workflow-definitions";
    private const int MaxBytes = 10 * 1024 * 1024;
    private const string TabHeader = "X-Designer-Tab";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128, AllowDuplicateProperties = false };

    public static void MapDefinitionWrites(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Base, SaveAsync);
        routes.MapPost(Base + "/import", ImportAsync);
        routes.MapPost(Base + "/{definitionId}/publish", PublishAsync);
        routes.MapPost(Base + "/{definitionId}/retract", RetractAsync);
        routes.MapPost(Base + "/{definitionId}/revert/{version:int}", RevertAsync);
        routes.MapPost(Base + "/{definitionId}/execute", ExecuteAsync);
        routes.MapPost(Base + "/{definitionId}/dispatch", ExecuteAsync);
        routes.MapPost(Base + "/{definitionId}/update-references", UpdateReferencesAsync);
        routes.MapDelete(Base + "/{definitionId}", DeleteAsync);
        routes.MapDelete("/workflow-definition-versions/{versionId}", DeleteVersionAsync);
    }

    internal static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = await Body.ReadBytesAsync(request, MaxBytes, cancellation);
        try
        {
            return JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject
                ?? throw new BadBodyException(StatusCodes.Status400BadRequest, new Sentence("BodyMustBeObject"));
        }
        catch (JsonException bad)
        {
            throw new BadBodyException(
                StatusCodes.Status400BadRequest,
                new Sentence("BodyNotJson", $"{bad.LineNumber + 1}:{bad.BytePositionInLine + 1}"));
        }
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request,
        Caller caller,
        FlowPublisher publisher,
        DesignerTypes types,
        CancellationToken cancellation)
    {
        var body = await ReadAsync(request, cancellation);
        var model = body["model"] as JsonObject ?? throw RuleViolation.Invalid("model", "BodyMustBeObject");
        var publish = body["publish"] is JsonValue value && value.TryGetValue<bool>(out var wanted) && wanted;
        var saved = await publisher.SaveAsync(caller.Actor, model, publish, TabOf(request), cancellation);
        return await SavedAsync(saved, types, cancellation);
    }

    private static string? TabOf(HttpRequest request) =>
        request.Headers[TabHeader].ToString() is { Length: > 0 and <= FlowSave.MaxTabLength } tab ? tab : null;

    private static async Task<IResult> ImportAsync(
        HttpRequest request, Caller caller, UnitOfWork work, DesignerTypes types, CancellationToken cancellation)
    {
        var model = await ReadAsync(request, cancellation);
        // A file is no edit of what is there: it becomes the next draft.
        model.Remove("id");
        var saved = await work.RunAsync<FlowEditor, StoredDefinition>(
            caller.Actor, editor => editor.SaveAsync(model, publish: false, tab: null, cancellation), cancellation);
        return TypedResults.Json(DefinitionJson.Full(saved, await types.KnownAsync(cancellation), mayWrite: true));
    }

    private static async Task<IResult> PublishAsync(
        string definitionId,
        Caller caller,
        FlowPublisher publisher,
        DesignerTypes types,
        CancellationToken cancellation) =>
        await SavedAsync(
            await publisher.PublishAsync(caller.Actor, definitionId, cancellation: cancellation), types, cancellation);

    private static async Task<IResult> RetractAsync(
        string definitionId, Caller caller, UnitOfWork work, DesignerTypes types, CancellationToken cancellation)
    {
        var retracted = await work.RunAsync<FlowEditor, StoredDefinition>(
            caller.Actor, editor => editor.RetractAsync(definitionId, cancellation), cancellation);
        return TypedResults.Json(DefinitionJson.Full(retracted, await types.KnownAsync(cancellation), mayWrite: true));
    }

    private static async Task<IResult> RevertAsync(
        string definitionId, int version, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        TypedResults.Json(DefinitionJson.Summary(
            await work.RunAsync<FlowEditor, StoredDefinition>(
                caller.Actor,
                editor => editor.RevertAsync(definitionId, version, reason: null, cancellation),
                cancellation),
            mayWrite: true));

    private static async Task<IResult> UpdateReferencesAsync(
        string definitionId, HttpRequest request, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var consumers = InstanceRequests.List(await ReadAsync(request, cancellation), "consumingWorkflowIds").ToList();
        var changed = await work.RunAsync<DefinitionLibrary, IReadOnlyList<string>>(
            caller.Actor,
            library => library.UpdateReferencesAsync(definitionId, consumers, cancellation),
            cancellation);
        return TypedResults.Json(new { AffectedWorkflows = changed });
    }

    private static async Task<IResult> DeleteAsync(
        string definitionId, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        await work.RunAsync<FlowEditor, bool>(
            caller.Actor, editor => editor.DeleteAsync(definitionId, cancellation), cancellation)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<IResult> DeleteVersionAsync(
        string versionId, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        await work.RunAsync<FlowEditor>(
            caller.Actor, editor => editor.DeleteVersionAsync(versionId, cancellation), cancellation);
        return TypedResults.NoContent();
    }

    // Studio reads only the headers: which instance it is, or that it may not start.
    private static async Task<IResult> ExecuteAsync(
        string definitionId,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        FlowCatalog catalog,
        CancellationToken cancellation)
    {
        var body = await ReadAsync(context.Request, cancellation);
        var request = await RequestAsync(definitionId, body, catalog, cancellation);
        try
        {
            var result = await work.RunAsync<WorkflowStarter, BurstResult?>(
                caller.Actor, starter => starter.StartAsync(request, cancellation), cancellation);
            if (result is not null)
            {
                context.Response.Headers["x-elsa-workflow-instance-id"] = result.InstanceId;
                return TypedResults.Json(new
                {
                    WorkflowInstanceId = result.InstanceId,
                    Status = result.Status.ToString(),
                    SubStatus = result.SubStatus.ToString(),
                });
            }
        }
        catch (RuleViolation)
        {
            // A flow that takes applications cannot start without one.
        }

        context.Response.Headers["x-elsa-workflow-cannot-start"] = "True";
        return TypedResults.Json(new { });
    }

    private static async Task<StartRequest> RequestAsync(
        string definitionId, JsonObject body, FlowCatalog catalog, CancellationToken cancellation)
    {
        var (choice, version) = StudioQuery.Versions(body["versionOptions"]?.ToString() ?? "Published");
        var found = await catalog.FindAsync(definitionId, choice, version, cancellation);
        return new StartRequest
        {
            DefinitionId = definitionId,
            Version = found.Version,
            CorrelationId = body["correlationId"]?.ToString(),
            TriggerActivityId = body["triggerActivityId"]?.ToString(),
            Input = (body["input"] as JsonObject ?? []).ToDictionary(
                pair => pair.Key, pair => Workflows.Expressions.Helpers.PlainJson.ToObject(pair.Value)),
        };
    }

    private static async Task<IResult> SavedAsync(
        StoredDefinition saved, DesignerTypes types, CancellationToken cancellation) =>
        TypedResults.Json(new JsonObject
        {
            ["workflowDefinition"] = DefinitionJson.Full(saved, await types.KnownAsync(cancellation), mayWrite: true),
            ["alreadyPublished"] = false,
            ["consumingWorkflowCount"] = 0,
        });
}
