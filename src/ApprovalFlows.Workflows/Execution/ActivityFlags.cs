using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows;

/// <summary>Reads the flags kept in an activity's custom properties.</summary>
internal static class ActivityFlags
{
    public const string CanStartWorkflow = "canStartWorkflow";
    public const string RunAsynchronously = "runAsynchronously";
    public const string CommitStrategyName = "commitStrategyName";

    public static bool? GetFlag(this IActivity activity, string name) =>
        activity.CustomProperties.TryGetValue(name, out var value) ? AsFlag(value) : null;

    public static string? GetText(this IActivity activity, string name) =>
        activity.CustomProperties.TryGetValue(name, out var value) ? AsText(value) : null;

    private static bool? AsFlag(object? value) => value switch
    {
        bool flag => flag,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        JsonValue node when node.TryGetValue<bool>(out var flag) => flag,
        _ => null,
    };

    private static string? AsText(object? value) => value switch
    {
        null => null,
        string text => text,
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        _ => value.ToString(),
    };
}
