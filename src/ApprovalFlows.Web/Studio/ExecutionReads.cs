using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Instances;

namespace ApprovalFlows.Web.Studio;

/// <summary>What the activities of an instance did: badges, lists, single executions.</summary>
internal static class ExecutionReads
{
    private const int MaxDepth = 64;

    public static void MapExecutionReads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/activity-executions/report", ReportAsync);
        routes.MapGet("/activity-executions/list", ListAsync);
        routes.MapGet("/activity-executions/count", CountAsync);
        routes.MapGet("/activity-execution-summaries/list", SummariesAsync);
        routes.MapGet("/activity-executions/by-id", ShowAsync);
        routes.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
    }

    private static async Task<IResult> ReportAsync(
        HttpRequest request, ExecutionService executions, CancellationToken cancellation)
    {
        var body = await DefinitionWrites.ReadAsync(request, cancellation);
        var nodes = InstanceRequests.List(body, "activityNodeIds").ToHashSet(StringComparer.Ordinal);
        var all = await executions.ListAsync(
            InstanceRequests.Text(body, "workflowInstanceId") ?? "", cancellation);
        return TypedResults.Json(ExecutionJson.Report(all.Where(execution => nodes.Contains(execution.NodeId))));
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, ExecutionService executions, ExecutionJson json, CancellationToken cancellation) =>
        StudioLists.Answer((await FindAsync(request, executions, cancellation)).Select(json.Full));

    private static async Task<IResult> CountAsync(
        HttpRequest request, ExecutionService executions, CancellationToken cancellation) =>
        TypedResults.Json(new { (await FindAsync(request, executions, cancellation)).Count });

    private static async Task<IResult> SummariesAsync(
        HttpRequest request, ExecutionService executions, ExecutionJson json, CancellationToken cancellation) =>
        StudioLists.Answer((await FindAsync(request, executions, cancellation)).Select(json.Summary));

    private static async Task<IResult> ShowAsync(
        string? id, ExecutionService executions, ExecutionJson json, CancellationToken cancellation)
    {
        var (all, found) = await FindAsync(id, executions, cancellation);
        return TypedResults.Json(json.Full(all[found]));
    }

    private static async Task<IResult> CallStackAsync(
        string id, ExecutionService executions, ExecutionJson json, CancellationToken cancellation)
    {
        var (all, found) = await FindAsync(id, executions, cancellation);
        var stack = new List<ActivityExecution>();
        var at = all[found];
        for (var depth = 0; at is not null && depth < MaxDepth; depth++)
        {
            stack.Insert(0, at);
            at = at.ParentId is { } parent ? all.GetValueOrDefault(parent) : null;
        }

        return TypedResults.Json(new JsonObject
        {
            ["activityExecutionId"] = id,
            ["items"] = new JsonArray([.. stack.Select(json.Full)]),
            ["totalCount"] = stack.Count,
        });
    }

    private static async Task<List<ActivityExecution>> FindAsync(
        HttpRequest request, ExecutionService executions, CancellationToken cancellation)
    {
        var node = request.Query["activityNodeId"].ToString();
        var all = await executions.ListAsync(request.Query["workflowInstanceId"].ToString(), cancellation);
        return [.. all.Where(execution => node.Length == 0 || execution.NodeId == node)];
    }

    private static async Task<(Dictionary<string, ActivityExecution> All, string Id)> FindAsync(
        string? id, ExecutionService executions, CancellationToken cancellation)
    {
        if (ExecutionId.Read(id) is not var (instanceId, activityInstanceId))
            throw RuleViolation.NotFound("PageUnknown");
        var all = (await executions.ListAsync(instanceId, cancellation)).ToDictionary(execution => execution.Id);
        return all.ContainsKey(activityInstanceId)
            ? (all, activityInstanceId)
            : throw RuleViolation.NotFound("PageUnknown");
    }
}
