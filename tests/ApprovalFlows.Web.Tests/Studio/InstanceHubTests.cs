using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>The live connection of Studio's instance viewer, as its client speaks.</summary>
public sealed class InstanceHubTests : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly StudioClient studio = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task Viewer_WhileTheCaseMoves_IsToldOfTheInstanceItsJournalAndItsSteps()
    {
        var number = await studio.Host.SubmitAsync();
        var page = await studio.PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = number });
        var instanceId = page["items"]![0]!["id"]!.ToString();
        using var socket = await ConnectAsync("flow-admin");
        await SendAsync(socket, $$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{instanceId}}"]}""");
        await ReadUntilAsync(socket, "ActivityExecutionLogUpdatedAsync");

        (await studio.Host.DecideAsync("window", number, "accept")).MustSucceed();

        var told = await ReadUntilAsync(socket, "ActivityExecutionLogUpdatedAsync");
        Assert.Contains("WorkflowInstanceUpdatedAsync", told.Keys);
        Assert.Contains("WorkflowExecutionLogUpdatedAsync", told.Keys);
        Assert.Equal(instanceId, told["WorkflowInstanceUpdatedAsync"]["workflowInstanceId"]!.ToString());
        Assert.Contains(
            told["ActivityExecutionLogUpdatedAsync"]["stats"]!.AsArray(),
            stat => stat!["activityId"]!.ToString() == "accepted" && (int)stat["completedCount"]! == 1);
    }

    [Theory]
    [InlineData("employer")]
    [InlineData("window")]
    [InlineData(null)]
    public async Task Socket_ForAnybodyElse_IsRefused(string? user)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(user));

        Assert.Contains(user is null ? "401" : "403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_AfterItsSessionEnded_IsClosedWithinAMinute()
    {
        using var ended = await ConnectAsync("flow-admin");
        using var lasting = await ConnectAsync("auditor");
        await ReadAsync(ended);
        await ReadAsync(lasting);
        using var minute = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        minute.CancelAfter(TimeSpan.FromMinutes(1));

        (await studio.Host.PostAsync("flow-admin", "/api/sign-out", new { })).MustSucceed();
        var closed = await Record.ExceptionAsync(() => ReadToTheEndAsync(ended, minute.Token));

        Assert.False(minute.IsCancellationRequested);
        Assert.True(ended.State != WebSocketState.Open || closed is not null);
        await SendAsync(lasting, """{"type":1,"target":"ObserveInstanceAsync","arguments":["none"]}""");
        Assert.Equal(WebSocketState.Open, lasting.State);
    }

    private static async Task ReadToTheEndAsync(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[8_192];
        while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(buffer, cancellation);
    }

    private async Task<WebSocket> ConnectAsync(string? user)
    {
        var client = await studio.Host.ClientAsync(user);
        var token = client.DefaultRequestHeaders.Authorization?.Parameter;
        var address = new Uri($"ws://localhost/elsa/hubs/workflow-instance?access_token={token}");
        var socket = await studio.Host.Application.Server.CreateWebSocketClient().ConnectAsync(address, Cancellation);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        return socket;
    }

    private static async Task SendAsync(WebSocket socket, string message) => await socket.SendAsync(
        Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

    /// <summary>The first argument of each call until this one came, the last of each name.</summary>
    private static async Task<Dictionary<string, JsonNode>> ReadUntilAsync(WebSocket socket, string target)
    {
        var told = new Dictionary<string, JsonNode>();
        while (!told.ContainsKey(target))
            foreach (var message in await ReadAsync(socket))
                if (message["target"]?.ToString() is { } name)
                    told[name] = message["arguments"]![0]!.DeepClone();
        return told;
    }

    private static async Task<List<JsonNode>> ReadAsync(WebSocket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        do
        {
            var part = await socket.ReceiveAsync(buffer, Cancellation);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
        while (text.Length > 0 && text[^1] != End);
        return [.. text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries)
            .Select(item => JsonNode.Parse(item)!)];
    }
}
