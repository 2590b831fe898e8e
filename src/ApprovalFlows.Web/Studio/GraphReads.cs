using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Parts of a definition: what lies inside a step, the way to it, and who uses the definition.</summary>
internal static class GraphReads
{
    private const string Base = "/workflow-definitions";
    private static readonly string[] Unnamed = ["Elsa.Workflow", "Elsa.Flowchart"];

    public static void MapGraphReads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Base + "/subgraph/{versionId}", SubgraphAsync);
        routes.MapGet(Base + "/subgraph/segments/{versionId}", SegmentsAsync);
        routes.MapGet(Base + "/{definitionId}/consumers", ConsumersAsync);
    }

    private static async Task<IResult> SubgraphAsync(
        string versionId,
        string? parentNodeId,
        IWorkflowStore store,
        DesignerTypes types,
        CancellationToken cancellation)
    {
        var root = await RootAsync(versionId, store, types, cancellation);
        var way = DesignerDocument.WayTo(root, parentNodeId ?? root["nodeId"]!.ToString());
        return way.Count == 0
            ? throw RuleViolation.NotFound("PageUnknown")
            : TypedResults.Json(Node(way[^1]));
    }

    private static async Task<IResult> SegmentsAsync(
        string versionId,
        string? childNodeId,
        IWorkflowStore store,
        DesignerTypes types,
        CancellationToken cancellation)
    {
        var root = await RootAsync(versionId, store, types, cancellation);
        var way = DesignerDocument.WayTo(root, childNodeId ?? "");
        if (way.Count == 0) throw RuleViolation.NotFound("PageUnknown");
        var named = way.Zip(way.Skip(1), (step, next) => (step.Port, step.Activity, Way: next.Port))
            .Where(step => !Unnamed.Contains(step.Activity["type"]?.ToString()))
            .ToList();
        return TypedResults.Json(new JsonObject
        {
            ["childNode"] = Node(way[^1]),
            ["container"] = Node(named.Count > 0 ? (named[^1].Port, named[^1].Activity) : way[0]),
            ["pathSegments"] = new JsonArray([.. named.Select(step => Segment(step.Activity, step.Way))]),
        });
    }

    private static async Task<IResult> ConsumersAsync(
        string definitionId, FlowCatalog catalog, CancellationToken cancellation)
    {
        var found = await catalog.FindAsync(definitionId, VersionChoice.Latest, null, cancellation);
        var consumers = await catalog.ConsumersAsync(found, cancellation);
        return TypedResults.Json(new
        {
            ConsumingWorkflowDefinitionIds = consumers.Select(item => item.DefinitionId).Distinct(),
        });
    }

    private static async Task<JsonObject> RootAsync(
        string versionId, IWorkflowStore store, DesignerTypes types, CancellationToken cancellation)
    {
        var stored = await store.FindVersionAsync(versionId, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", versionId);
        return DesignerDocument.Write(stored, await types.KnownAsync(cancellation))["root"] as JsonObject
            ?? throw RuleViolation.NotFound("FlowUnknown", versionId);
    }

    private static JsonObject Node((string Port, JsonObject Activity) step) => new()
    {
        ["nodeId"] = step.Activity["nodeId"]?.DeepClone(),
        ["port"] = step.Port,
        ["activity"] = step.Activity.DeepClone(),
        ["parents"] = new JsonArray(),
        ["children"] = new JsonArray(),
    };

    private static JsonObject Segment(JsonObject activity, string port) => new()
    {
        ["activityNodeId"] = activity["nodeId"]?.DeepClone(),
        ["activityId"] = activity["id"]?.DeepClone(),
        ["activityType"] = activity["type"]?.DeepClone(),
        ["portName"] = port,
        ["activityName"] = (activity["name"] ?? activity["type"])?.DeepClone(),
    };
}
