using System.Net.Http.Json;
using System.Text.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>Looks into the inbox, opens a task and decides it.</summary>
internal sealed class ReviewingUser(Visitor visitor, ReviewTurn turn) : VirtualUser(visitor)
{
    private const int PageSize = 50;

    public override Task SignInAsync() => Visitor.SignInAsync(turn.UserName);

    public override async Task ActAsync(Latencies latencies)
    {
        if (Random.Next(2) == 0)
        {
            await OpenAsync(latencies, "inbox", "/inbox");
            return;
        }

        using var answer = await latencies.TimeAsync("api inbox", () => Visitor.CallAsync(
            HttpMethod.Get, $"/api/tasks?scope=available&pageSize={PageSize}"));
        if (!answer.IsSuccessStatusCode) return;
        var inbox = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var tasks = inbox.GetProperty("items").EnumerateArray().ToArray();
        if (tasks.Length > 0) await DecideAsync(tasks[Random.Next(tasks.Length)], latencies);
    }

    // Colleagues read the same inbox: a second look at the task may already find it decided.
    private async Task DecideAsync(JsonElement task, Latencies latencies)
    {
        var id = task.GetProperty("id").GetGuid();
        await OpenAsync(latencies, "task", $"/tasks/{id}");
        var decision = new
        {
            outcome = turn.Outcome,
            revision = task.GetProperty("revision").GetInt32(),
            opinion = "材料齐全，符合规定。",
        };
        await latencies.TimeAsync("api decision", () => Visitor.CallAsync(
            HttpMethod.Post, $"/api/tasks/{id}/decision", decision));
    }
}
