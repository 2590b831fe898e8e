using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>Reads alterations as Elsa's REST interface writes them: <c>{"type":"ModifyVariable",…}</c>.</summary>
public static class AlterationReader
{
    /// <exception cref="DefinitionFormatException">It is not an alteration, or lacks something.</exception>
    public static Alteration Read(JsonObject json)
    {
        var type = json.Text("type");
        return type switch
        {
            nameof(Cancel) => new Cancel(),
            nameof(CancelActivity) => new CancelActivity(
                OneOf(json), json.Text("activityInstanceId")),
            nameof(Migrate) => new Migrate(
                json.Number("targetVersion") ?? throw Missing("targetVersion"), MappingOf(json)),
            nameof(ModifyVariable) => new ModifyVariable(
                json.Text("variableId") ?? throw Missing("variableId"),
                json["value"]?.DeepClone(),
                json.Text("activityInstanceId")),
            nameof(Retry) => new Retry(json["activityIds"] is null ? null : json.Texts("activityIds")),
            nameof(ScheduleActivity) => new ScheduleActivity(
                OneOf(json), json.Text("activityInstanceId")),
            _ => throw new DefinitionFormatException($"There is no alteration '{type}'."),
        };
    }

    private static string? OneOf(JsonObject json) =>
        json.Text("activityId") is { } id ? id
        : json.Text("activityInstanceId") is null ? throw Missing("activityId")
        : null;

    private static Dictionary<string, string> MappingOf(JsonObject json)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        var given = json.Object("mapping") ?? [];
        foreach (var (old, _) in given)
            if (given.Text(old) is { Length: > 0 } id)
                mapping[old] = id;
        return mapping;
    }

    private static DefinitionFormatException Missing(string name) => new($"'{name}' is missing.");
}
