using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Strategies by name: short, or as the .NET type name Elsa writes.</summary>
internal static class StrategyNames
{
    private static readonly string[] Activations =
        ["AllowAlwaysStrategy", "SingletonStrategy", "CorrelationStrategy", "CorrelatedSingletonStrategy"];

    public static string ShortNameOf(string typeName) => typeName.Split(',')[0].Split('.')[^1].Trim();

    public static string? CheckActivation(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var shortName = ShortNameOf(name);
        return Activations.Contains(shortName, StringComparer.OrdinalIgnoreCase)
            ? name
            : throw new DefinitionFormatException(
                $"Unknown serialization type alias '{name}'. "
                + "Only registered aliases and supported compound aliases can be deserialized.");
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
