using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Strategies by name: short, or as the .NET type name Elsa writes.</summary>
internal static class StrategyNames
{
    private static readonly string[] Activations =
        ["AllowAlwaysStrategy", "SingletonStrategy", "CorrelationStrategy", "CorrelatedSingletonStrategy"];

    private static readonly string[] Incidents =
        ["FaultStrategy", "ContinueWithIncidentsStrategy", "Fault", "ContinueWithIncidents"];

    public static string ShortNameOf(string typeName) => typeName.Split(',')[0].Split('.')[^1].Trim();

    public static string? CheckActivation(string? name) => Check(name, Activations);

    public static string? CheckIncident(string? name) => Check(name, Incidents);

    /// <summary>What Elsa says of a type name it does not know.</summary>
    public static DefinitionFormatException Unknown(string name) => new(
        $"Unknown serialization type alias '{name}'. "
        + "Only registered aliases and supported compound aliases can be deserialized.");

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
