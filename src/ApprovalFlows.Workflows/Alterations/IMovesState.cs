using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>A container whose own state speaks of its children; asked on the activity of the new version.</summary>
internal interface IMovesState
{
    void MoveState(Dictionary<string, JsonNode?> properties, ContainerMove move);
}

/// <summary>How the children of a container were called, are called, and which of them are open.</summary>
internal sealed record ContainerMove(
    IActivity Old, Func<string, string?> NewIdOf, IReadOnlyList<IActivity> OpenChildren);

internal static class MovedState
{
    public static void Rewrite<T>(
        this Dictionary<string, JsonNode?> properties, string name, Func<T, object?> rewrite)
    {
        if (properties.TryGetValue(name, out var node) && ValueCodec.Decode(node).ConvertTo<T>() is { } value)
            properties[name] = ValueCodec.Encode(rewrite(value));
    }
}
