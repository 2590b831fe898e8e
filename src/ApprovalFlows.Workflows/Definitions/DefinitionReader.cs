using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Reads the model of a definition; its activities are read when a graph is built.</summary>
internal static class DefinitionReader
{
    private const string Unregistered = "UnregisteredClrType:";

    public static WorkflowDefinition Read(StoredDefinition stored) =>
        Read(JsonRead.Parse(stored.Json), stored);

    public static WorkflowDefinition Read(JsonObject json, StoredDefinition stored)
    {
        try
        {
            return new WorkflowDefinition
            {
                DefinitionId = stored.DefinitionId,
                VersionId = stored.VersionId,
                Version = stored.Version,
                IsLatest = stored.IsLatest,
                IsPublished = stored.IsPublished,
                Name = json.Text("name"),
                Description = json.Text("description"),
                ToolVersion = json.Text("toolVersion"),
                Variables = [.. json.Objects("variables").Select(VariableReader.ReadDefinition)],
                Inputs = [.. json.Objects("inputs").Select(ReadInput)],
                Outputs = [.. json.Objects("outputs").Select(ReadOutput)],
                Outcomes = json.Texts("outcomes"),
                Options = ReadOptions(json.Object("options")),
                Json = json,
            };
        }
        catch (ArgumentException e)
        {
            // JsonObject finds a member given twice only when it is first looked into.
            throw new DefinitionFormatException(e.Message, e);
        }
    }

    private static InputDefinition ReadInput(JsonObject json) => new(
        json.Text("name") ?? "",
        TypeOf(json),
        json.Flag("isArray") ?? false,
        json.Text("storageDriverType") is not { } driver || VariableReader.DriverOf(driver) is not null
            ? json.Text("storageDriverType")
            : throw StrategyNames.Unknown(driver),
        json);

    private static OutputDefinition ReadOutput(JsonObject json) => new(
        json.Text("name") ?? "", TypeOf(json), json.Flag("isArray") ?? false, json);

    // A variable of an unknown type is dropped, an input or output makes the definition unreadable.
    private static string TypeOf(JsonObject json)
    {
        var alias = json.Text("type") ?? "Object";
        return TypeAliases.Find(alias) is not null || alias.StartsWith(Unregistered, StringComparison.Ordinal)
            ? alias
            : throw StrategyNames.Unknown(alias);
    }

    private static WorkflowDefinitionOptions ReadOptions(JsonObject? json) =>
        json is null
            ? new()
            : new WorkflowDefinitionOptions
            {
                ActivationStrategyType = StrategyNames.CheckActivation(
                    json.Text("activationStrategyType")),
                IncidentStrategyType = StrategyNames.CheckIncident(json.Text("incidentStrategyType")),
                UsableAsActivity = json.Flag("usableAsActivity") ?? false,
                AutoUpdateConsumingWorkflows = json.Flag("autoUpdateConsumingWorkflows") ?? false,
                ActivityCategory = json.Text("activityCategory"),
                CommitStrategyName = json.Text("commitStrategyName"),
            };
}
