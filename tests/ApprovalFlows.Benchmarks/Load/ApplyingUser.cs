using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>Applies now and then, and looks how the application gets on.</summary>
internal sealed class ApplyingUser(Visitor visitor, JsonObject body) : VirtualUser(visitor)
{
    private const int ApplyPercent = 15;
    private string? number;

    public override Task SignInAsync() => Visitor.SignInAsync("employer");

    public override async Task ActAsync(Latencies latencies)
    {
        var choice = Random.Next(100);
        if (number is null || choice < ApplyPercent) await ApplyAsync(latencies);
        else if (choice < 50) await OpenAsync(latencies, "case", $"/cases/{number}");
        else if (choice < 70) await OpenAsync(latencies, "my cases", "/cases");
        else if (choice < 75)
            await latencies.TimeAsync(
                "api form", () => Visitor.CallAsync(HttpMethod.Get, $"/api/forms/{EmployerApplication.Flow}"));
        else
            await latencies.TimeAsync(
                "api case", () => Visitor.CallAsync(HttpMethod.Get, $"/api/cases/{number}"));
    }

    private async Task ApplyAsync(Latencies latencies)
    {
        using var answer = await latencies.TimeAsync("api application", () => Visitor.CallAsync(
            HttpMethod.Post, $"/workflows/{EmployerApplication.Flow}", body, Guid.CreateVersion7().ToString()));
        if (!answer.IsSuccessStatusCode) return;
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        number = receipt.GetProperty("caseNumber").GetString();
    }
}
