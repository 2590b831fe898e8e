using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ApprovalFlows.Web.Studio;

/// <summary>What the instance viewer is told, by Elsa's names.</summary>
public interface IInstanceViewer
{
    Task WorkflowInstanceUpdatedAsync(JsonObject message);

    Task ActivityExecutionLogUpdatedAsync(JsonObject message);

    Task WorkflowExecutionLogUpdatedAsync(JsonObject message);
}

/// <summary>Lets the instance viewer of Studio follow an instance while it moves.</summary>
[Authorize(Policy = StudioSetup.Read)]
internal sealed class InstanceHub(WatchedInstances watched, Viewers viewers) : Hub<IInstanceViewer>
{
    public const string Path = "/elsa/hubs/workflow-instance";

    public override async Task OnConnectedAsync()
    {
        var connection = Context;
        var caller = await Api.Caller.BindAsync(Context.GetHttpContext()!);
        viewers.Add(connection.ConnectionId, new Viewer(
            caller!.Actor.UserId, Api.Entrance.SessionOf(connection.User!), connection.Abort));
    }

    public async Task ObserveInstanceAsync(string instanceId)
    {
        var caller = await Api.Caller.BindAsync(Context.GetHttpContext()!);
        if (watched.Add(Context.ConnectionId, new Watch(instanceId, caller!.Actor)) is { } before)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, before.InstanceId);
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watched.Remove(Context.ConnectionId);
        viewers.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
