using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Strategies by name: short, or as the .NET type name Elsa writes.</summary>
public static class StrategyNames
{
    private static readonly string[] Incidents =
        ["FaultStrategy", "ContinueWithIncidentsStrategy", "Fault", "ContinueWithIncidents"];

    /// <summary>The activation strategies, named as Elsa writes them; the first is the default.</summary>
    public static IReadOnlyList<string> Activations { get; } =
    [
        $"Elsa.Workflows.ActivationValidators.{nameof(AllowAlwaysStrategy)}, Elsa.Workflows.Core",
        RuntimeStrategy(nameof(CorrelatedSingletonStrategy)),
        RuntimeStrategy(nameof(CorrelationStrategy)),
        RuntimeStrategy(nameof(SingletonStrategy)),
    ];

    /// <summary>The incident strategies that designers offer.</summary>
    public static IReadOnlyList<string> OfferedIncidents { get; } =
        [nameof(ContinueWithIncidentsStrategy), nameof(FaultStrategy)];

    /// <summary>What the journal keeps, named as Elsa writes it.</summary>
    public static IReadOnlyList<string> LogPersistence { get; } =
        [.. Enum.GetNames<LogPersistence.LogPersistenceMode>().Order(StringComparer.Ordinal)
            .Select(mode => $"Elsa.Workflows.LogPersistence.Strategies.{mode}, Elsa.Workflows.Core")];

    /// <summary>The storage drivers, named as Elsa writes them; the first is what designers propose.</summary>
    public static IReadOnlyList<string> StorageDrivers { get; } =
    [
        $"Elsa.Workflows.{nameof(Memory.WorkflowInstanceStorageDriver)}, Elsa.Workflows.Core",
        $"Elsa.Workflows.{nameof(Memory.MemoryStorageDriver)}, Elsa.Workflows.Core",
        $"Elsa.Workflows.Services.{nameof(Memory.WorkflowStorageDriver)}, Elsa.Workflows.Core",
    ];

    public static string ShortNameOf(string typeName) => typeName.Split(',')[0].Split('.')[^1].Trim();

    public static string? CheckActivation(string? name) =>
        Check(name, [.. Activations.Select(ShortNameOf)]);

    public static string? CheckIncident(string? name) => Check(name, Incidents);

    /// <summary>What Elsa says of a type name it does not know.</summary>
    public static DefinitionFormatException Unknown(string name) => new(
        $"Unknown serialization type alias '{name}'. "
        + "Only registered aliases and supported compound aliases can be deserialized.");

    private static string RuntimeStrategy(string name) =>
        $"Elsa.Workflows.Runtime.ActivationValidators.{name}, Elsa.Workflows.Runtime";

    private static string? Check(string? name, string[] known)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        return known.Contains(ShortNameOf(name), StringComparer.OrdinalIgnoreCase) ? name : throw Unknown(name);
    }

    public static IncidentStrategy? Incident(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : ShortNameOf(name).ToLowerInvariant() switch
        {
            "continuewithincidentsstrategy" or "continuewithincidents" =>
                IncidentStrategy.ContinueWithIncidents,
            "faultstrategy" or "fault" => IncidentStrategy.Fault,
            _ => null,
        };
}
