using System.Text.Json;
using ApprovalFlows.EndToEndTests.Kills;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>Takes tasks at random and does with them whatever the system offers, sometimes twice or too late.</summary>
internal sealed class SimulatedReviewer(NodePair nodes, string name, Tally tally, Random random)
    : SimulatedPerson(nodes, name, tally, random)
{
    private const string Reason = "随机操作";

    protected override async Task<bool> ActAsync(CancellationToken stop)
    {
        var me = await AnywhereAsync(stop);
        var scope = Random.Next(10) switch { < 5 => "mine", < 9 => "available", _ => "done" };
        var sort = Random.Next(2) == 0 ? "oldest" : "newest";
        var list = await me.SendAsync(HttpMethod.Get, $"/api/tasks?scope={scope}&sort={sort}", null, stop);
        if (Any(list.MustSucceed().GetProperty("items")) is not { } task) return false;
        var id = task.GetProperty("id").GetGuid();
        if (scope == "done")
            Noted("recall", await PostAsync(me, id, "recall", new { reason = Reason }, stop));
        else
            await WorkAsync(me, id, task, scope == "mine", stop);
        return true;
    }

    private async Task WorkAsync(ApiUser me, Guid id, JsonElement task, bool isMine, CancellationToken stop)
    {
        var revision = task.GetProperty("revision").GetInt32();
        var outcomes = task.GetProperty("outcomes").EnumerateArray().Select(item => item.GetString()!).ToList();
        switch (Random.Next(100))
        {
            case < 8 when isMine:
                Noted("release", await me.SendAsync(HttpMethod.Delete, $"/api/tasks/{id}/claim", null, stop));
                break;
            case < 16:
                Noted("claim", await me.SendAsync(HttpMethod.Put, $"/api/tasks/{id}/claim", null, stop));
                break;
            case < 60:
                await DecideAsync(me, id, outcomes[0], revision, stop);
                break;
            case < 64:
                await DecideAsync(me, id, outcomes[^1], revision, stop);
                break;
            case < 68 when outcomes.Contains("return"):
                await DecideAsync(me, id, "return", revision, stop);
                break;
            case < 72:
                await DecideAsync(me, id, outcomes[0], revision - 1, stop);
                break;
            case < 80:
                await DecideTwiceAsync(id, outcomes[0], revision, stop);
                break;
            default:
                await MoveAsync(me, id, revision, stop);
                break;
        }
    }

    private async Task DecideAsync(ApiUser me, Guid id, string outcome, int revision, CancellationToken stop)
    {
        if (Noted("answer", await me.DecideAsync(id, outcome, revision, stop))) Tally.Decided(id, Name);
    }

    // A double click that reaches both nodes.
    private async Task DecideTwiceAsync(Guid id, string outcome, int revision, CancellationToken stop)
    {
        var first = await OnAsync(0, stop);
        var second = await OnAsync(1, stop);
        await Task.WhenAll(
            DecideAsync(first, id, outcome, revision, stop), DecideAsync(second, id, outcome, revision, stop));
    }

    private async Task MoveAsync(ApiUser me, Guid id, int revision, CancellationToken stop)
    {
        var answer = await me.SendAsync(HttpMethod.Get, $"/api/tasks/{id}/movements", null, stop);
        if (!Noted("look", answer)) return;
        var colleague = NameOf(answer, "colleagues");
        var signer = NameOf(answer, "people");
        var target = Any(answer.Body.GetProperty("targets"))?.GetProperty("stepId").GetString();
        var position = Random.Next(3) switch { 0 => "before", 1 => "beside", _ => "after" };
        var then = Random.Next(2) == 0 ? "comeBack" : "again";
        _ = Random.Next(4) switch
        {
            0 => Noted("transfer", await PostAsync(
                me, id, "transfer", new { to = colleague, reason = Reason, revision }, stop)),
            1 => Noted("delegate", await PostAsync(
                me, id, "delegation", new { to = colleague, reason = Reason, revision }, stop)),
            2 => Noted("sign " + position, await PostAsync(
                me, id, "extra-signers", new { position, people = new[] { signer }, reason = Reason, revision }, stop)),
            _ => Noted("send back " + then, await PostAsync(
                me, id, "send-back", new { stepId = target, then, reason = Reason, revision }, stop)),
        };
    }

    private string? NameOf(ApiAnswer movements, string list) =>
        Any(movements.Body.GetProperty(list))?.GetProperty("userName").GetString();

    private static Task<ApiAnswer> PostAsync(
        ApiUser me, Guid id, string movement, object body, CancellationToken stop) =>
        me.SendAsync(HttpMethod.Post, $"/api/tasks/{id}/{movement}", body, stop);
}
