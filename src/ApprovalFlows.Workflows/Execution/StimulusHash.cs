using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>The text by which a stimulus finds its bookmarks and triggers.</summary>
public static class StimulusHash
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    // Elsa: Hasher.cs — SHA-256 over name, payload and instance id, joined by '|', empty parts dropped.
    public static string Compute(string name, object? payload, string? activityInstanceId = null)
    {
        var text = new StringBuilder(name);
        Append(text, PayloadText(payload));
        Append(text, activityInstanceId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, string? part)
    {
        if (!string.IsNullOrEmpty(part))
            text.Append('|').Append(part);
    }

    private static string? PayloadText(object? payload) => payload switch
    {
        null => null,
        string text => text,
        _ => WriteProperties(payload),
    };

    private static string WriteProperties(object payload)
    {
        var json = new JsonObject();
        foreach (var property in Properties.GetOrAdd(payload.GetType(), HashedProperties))
            json[property.Name] = JsonSerializer.SerializeToNode(
                property.GetValue(payload), property.PropertyType, EngineJson.Plain);
        return json.ToJsonString(EngineJson.Plain);
    }

    // Most derived class first, then declaration order.
    private static PropertyInfo[] HashedProperties(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanRead
                && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(ExcludeFromHashAttribute), inherit: true))];
}
