using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>The http step of a case.</summary>
internal sealed class ReplayHttp(TrialHost host)
{
    public async Task SendAsync(JsonObject step, JsonObject record)
    {
        var target = step.Text("path")!.Split('?', 2);
        var query = QueryOf(target.ElementAtOrDefault(1) ?? "");
        var headers = HeadersOf(step.Object("headers"));
        var request = new HttpRequestData
        {
            Method = step.Text("method")!,
            Path = Uri.UnescapeDataString(target[0].TrimStart('/')),
            Query = query,
            Headers = headers,
            ContentType = step["body"] is null ? null : step.Text("contentType") ?? "application/json",
            Body = BodyOf(step["body"]),
        };
        var selectors = new HttpSelectors(
            First(headers, "X-Correlation-ID") ?? First(query, "correlationId"),
            First(headers, "X-Workflow-Instance-ID") ?? First(query, "workflowInstanceId"));
        var isAdmin = step.Text("auth") == "admin";
        var response = await host.RunAsync(provider => provider.GetRequiredService<HttpWorkflows>()
            .AnswerAsync(request, selectors, _ => Task.FromResult(isAdmin)));
        record["http"] = Describe(response ?? new HttpResponseData { StatusCode = 404 });
    }

    private static JsonObject Describe(HttpResponseData response)
    {
        var headers = new JsonObject();
        if (response.ContentType is not null)
            headers["Content-Type"] = response.ContentType;
        foreach (var (name, values) in response.Headers)
            headers[name] = string.Join(",", values);
        return new JsonObject
        {
            ["status"] = response.StatusCode,
            ["headers"] = headers,
            ["body"] = Encoding.UTF8.GetString(response.Body.Span),
        };
    }

    private static byte[] BodyOf(JsonNode? body) => body switch
    {
        null => [],
        JsonValue value when value.TryGetValue<string>(out var text) => Encoding.UTF8.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(body.ToJsonString()),
    };

    private static Dictionary<string, string[]> QueryOf(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .GroupBy(pair => Uri.UnescapeDataString(pair[0]))
            .ToDictionary(
                group => group.Key,
                group => group.Select(pair => Uri.UnescapeDataString(
                    (pair.ElementAtOrDefault(1) ?? "").Replace('+', ' '))).ToArray(),
                StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string[]> HeadersOf(JsonObject? json) =>
        (json ?? []).ToDictionary(
            pair => pair.Key,
            pair => pair.Value is JsonArray values
                ? values.Select(value => $"{value}").ToArray()
                : [$"{pair.Value}"],
            StringComparer.OrdinalIgnoreCase);

    private static string? First(Dictionary<string, string[]> values, string name) =>
        values.GetValueOrDefault(name)?.FirstOrDefault();
}
