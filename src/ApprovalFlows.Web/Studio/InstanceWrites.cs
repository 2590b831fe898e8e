using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApprovalFlows.Web.Studio;

/// <summary>
/// Ending, repeating and deleting instances. Studio asks for no reason and shows no revision: the reason
/// says where it was done, and the revision is that of this moment.
/// </summary>
internal static class InstanceWrites
{
    public static void MapInstanceWrites(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        routes.MapPost("/bulk-actions/cancel/workflow-instances", CancelManyAsync);
        routes.MapDelete("/workflow-instances/{id}", DeleteAsync);
        routes.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteManyAsync);
        routes.MapPost("/alterations/workflows/retry", RetryAsync);
        routes.MapPost("/bulk-actions/import/workflow-instances", () => Refuse("InstancesNotImported"));
        routes.MapPost("/tests/activities", () => Refuse("StepsNotTested"));
    }

    private static JsonHttpResult<StudioRefusals.Refusal> Refuse(string key) =>
        StudioRefusals.Refuse([new Sentence(key).ToString()]);

    private static async Task<IResult> CancelAsync(
        string id, Caller caller, UnitOfWork work, InstanceService instances, CancellationToken cancellation)
    {
        await EndAsync(await instances.FindAsync(id, cancellation), caller, work, cancellation);
        return TypedResults.Ok();
    }

    private static async Task<IResult> CancelManyAsync(
        HttpRequest request,
        Caller caller,
        UnitOfWork work,
        InstanceService instances,
        FlowCatalog catalog,
        CancellationToken cancellation)
    {
        var body = await DefinitionWrites.ReadAsync(request, cancellation);
        var count = 0;
        foreach (var item in await MeantAsync(body, instances, catalog, cancellation))
        {
            if (item.Status != WorkflowStatus.Running) continue;
            await EndAsync(item, caller, work, cancellation);
            count++;
        }

        return TypedResults.Json(new { CancelledCount = count });
    }

    private static async Task<IReadOnlyList<InstanceItem>> MeantAsync(
        JsonObject body, InstanceService instances, FlowCatalog catalog, CancellationToken cancellation)
    {
        var found = new List<InstanceItem>();
        foreach (var id in InstanceRequests.List(body, "ids"))
            found.Add(await instances.FindAsync(id, cancellation));
        var search = new InstanceSearch { Statuses = [WorkflowStatus.Running] };
        if (InstanceRequests.Text(body, "definitionVersionId") is { } versionId)
            search = search with { VersionIds = [versionId] };
        else if (InstanceRequests.Text(body, "definitionId") is { } definitionId)
            search = search with
            {
                VersionIds = await VersionsAsync(body, definitionId, catalog, cancellation),
            };
        else
            return found;
        if (search.VersionIds.Count > 0) found.AddRange((await instances.SearchAsync(search, cancellation)).Items);
        return [.. found.DistinctBy(item => item.Id)];
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(
        JsonObject body, string definitionId, FlowCatalog catalog, CancellationToken cancellation)
    {
        var (choice, version) = StudioQuery.Versions(InstanceRequests.Text(body, "versionOptions") ?? "");
        var (items, _) = await catalog.ListAsync(
            new FlowQuery { DefinitionIds = [definitionId], Versions = choice, Version = version }, cancellation);
        return [.. items.Select(item => item.VersionId)];
    }

    private static Task EndAsync(
        InstanceItem item, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        work.RunAsync<RepairService>(
            caller.Actor,
            repairs => repairs.CancelAsync(item.Id, Request("CancelledInDesigner", item), cancellation),
            cancellation);

    private static async Task<IResult> DeleteAsync(
        string id, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        await RemoveAsync(id, caller, work, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<IResult> DeleteManyAsync(
        HttpRequest request, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var deleted = 0;
        var body = await DefinitionWrites.ReadAsync(request, cancellation);
        var ids = InstanceRequests.List(body, "ids").ToList();
        if (ids.Count > 0)
            deleted = await work.RunAsync<InstanceRemoval, int>(
                caller.Actor, removal => removal.RemoveAllAsync(ids, cancellation), cancellation);
        return TypedResults.Json(new { Deleted = deleted });
    }

    private static Task<bool> RemoveAsync(
        string id, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        work.RunAsync<InstanceRemoval, bool>(
            caller.Actor, removal => removal.RemoveAsync(id, cancellation), cancellation);

    // One answer for each instance, as Elsa gives it; what cannot be repeated does not stop the others.
    private static async Task<IResult> RetryAsync(
        HttpRequest request, Caller caller, UnitOfWork work, InstanceService instances, CancellationToken cancellation)
    {
        var body = await DefinitionWrites.ReadAsync(request, cancellation);
        var activityIds = InstanceRequests.List(body, "activityIds").ToList();
        var results = new JsonArray();
        foreach (var id in InstanceRequests.List(body, "workflowInstanceIds"))
        {
            var refusal = await TryRetryAsync(id, activityIds, caller, work, instances, cancellation);
            var entries = refusal is null
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["message"] = refusal, ["logLevel"] = "Error" });
            results.Add(new JsonObject
            {
                ["workflowInstanceId"] = id,
                ["log"] = new JsonObject { ["logEntries"] = entries },
                ["workflowHasScheduledWork"] = false,
                ["isSuccessful"] = refusal is null,
            });
        }

        return TypedResults.Json(new JsonObject { ["results"] = results });
    }

    private static async Task<string?> TryRetryAsync(
        string id,
        List<string> activityIds,
        Caller caller,
        UnitOfWork work,
        InstanceService instances,
        CancellationToken cancellation)
    {
        try
        {
            foreach (var activityId in activityIds.DefaultIfEmpty(null!))
            {
                var item = await instances.FindAsync(id, cancellation);
                await work.RunAsync<RepairService>(
                    caller.Actor,
                    repairs => repairs.RetryAsync(
                        id, Request("RetriedInDesigner", item), activityId, cancellation),
                    cancellation);
            }

            return null;
        }
        catch (RuleViolation refusal)
        {
            return refusal.Sentence.ToString();
        }
    }

    private static RepairRequest Request(string reasonKey, InstanceItem item) =>
        new(new Sentence(reasonKey).ToString(), item.Revision);
}
