using System.Text.Json;
using ApprovalFlows.Core.HealthChecks;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>What physicians found; for the health staff of Customs only.</summary>
public static class HealthResultEndpoints
{
    public static void MapHealthResults(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("/api/cases/{number}/health-results");
        results.MapGet("", ReadAsync).WithSummary("The items of an examination; for Customs only.");
        results.MapPut("", RecordAsync).WithSummary("Records the items of an examination; for physicians.");
    }

    private static async Task<IResult> ReadAsync(
        string number, Caller _, HealthResultService results, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = await results.ReadAsync(number, cancellation) });

    private static async Task<IResult> RecordAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var items = new List<HealthItem>();
        foreach (var item in fields.List("items"))
        {
            if (Read(item) is { } read) items.Add(read);
            else fields.Fail("items", "[{ code, value, unit, range, flag }]");
        }

        fields.MustBeRight();
        await work.RunAsync<HealthResultService>(
            caller.Actor,
            service => service.RecordAsync(number, items, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static HealthItem? Read(JsonElement item) =>
        Text(item, "code") is { } code && Text(item, "value") is { } value
            ? new HealthItem(
                code, value, Text(item, "unit"), Text(item, "range"),
                item.TryGetProperty("flag", out var flag) && flag.ValueKind == JsonValueKind.True)
            : null;

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
