using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Workflows;

namespace ApprovalFlows.Web.Studio;

/// <summary>What Studio asks of instances, read from its bodies; what cannot be read is no condition.</summary>
internal static class InstanceRequests
{
    private const int MaxItems = 500;

    public static InstanceSearch Search(JsonObject body) => new()
    {
        Text = Text(body, "searchTerm"),
        DefinitionIds = [.. List(body, "definitionIds"), .. One(body, "definitionId")],
        VersionIds = [.. List(body, "definitionVersionIds"), .. One(body, "definitionVersionId")],
        CorrelationId = Text(body, "correlationId"),
        ParentId = List(body, "parentWorkflowInstanceIds").FirstOrDefault(),
        Version = Number(body, "version"),
        HasIncidents = body["hasIncidents"] is JsonValue flag && flag.TryGetValue<bool>(out var has) ? has : null,
        Statuses = Choices<WorkflowStatus>(body, "statuses", "status"),
        SubStatuses = Choices<WorkflowSubStatus>(body, "subStatuses", "subStatus"),
        Times = [.. (body["timestampFilters"] as JsonArray ?? []).OfType<JsonObject>().Take(MaxItems)
            .Select(Time).OfType<InstanceTime>()],
        OrderBy = Enum.TryParse<InstanceOrder>(Text(body, "orderBy"), ignoreCase: true, out var order)
            ? order
            : InstanceOrder.Created,
        Descending = Text(body, "orderDirection") != "Ascending",
        Page = Number(body, "page") ?? 0,
        PageSize = Number(body, "pageSize") ?? InstanceSearch.MaxPageSize,
    };

    public static JournalQuery Journal(JsonObject body)
    {
        var filter = body["filter"] as JsonObject ?? [];
        return new JournalQuery
        {
            ActivityIds = [.. List(filter, "activityIds"), .. One(filter, "activityId")],
            NodeIds = [.. List(filter, "activityNodeIds")],
            ExcludedTypes = [.. List(filter, "excludedActivityTypes")],
            EventNames = [.. List(filter, "eventNames")],
        };
    }

    public static IEnumerable<string> List(JsonObject body, string name) =>
        (body[name] as JsonArray ?? []).Select(item => item?.ToString()).OfType<string>().Distinct().Take(MaxItems);

    public static string? Text(JsonObject body, string name) =>
        body[name]?.ToString() is { Length: > 0 } text ? text : null;

    private static IEnumerable<string> One(JsonObject body, string name) =>
        Text(body, name) is { } text ? [text] : [];

    private static int? Number(JsonObject body, string name) =>
        int.TryParse(body[name]?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<T> Choices<T>(JsonObject body, string many, string one)
        where T : struct, Enum =>
        [.. List(body, many).Concat(One(body, one))
            .Select(text => Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : (T?)null)
            .OfType<T>().Distinct()];

    // { column: "CreatedAt", operator: "GreaterThanOrEqual", timestamp }
    private static InstanceTime? Time(JsonObject filter)
    {
        if (!DateTimeOffset.TryParse(
            Text(filter, "timestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at))
            return null;
        InstanceOrder? column = Text(filter, "column")?.ToUpperInvariant() switch
        {
            "CREATEDAT" or "CREATED" => InstanceOrder.Created,
            "UPDATEDAT" or "LASTEXECUTED" => InstanceOrder.LastExecuted,
            "FINISHEDAT" or "FINISHED" => InstanceOrder.Finished,
            _ => null,
        };
        bool? isAfter = Text(filter, "operator") switch
        {
            { } text when text.StartsWith("Greater", StringComparison.OrdinalIgnoreCase) => true,
            { } text when text.StartsWith("Less", StringComparison.OrdinalIgnoreCase) => false,
            _ => null,
        };
        return column is { } of && isAfter is { } after ? new InstanceTime(of, after, at) : null;
    }
}
