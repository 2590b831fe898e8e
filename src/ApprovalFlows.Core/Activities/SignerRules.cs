using System.Text.Json;
using ApprovalFlows.Core.Inbox.Rounds;

namespace ApprovalFlows.Core.Activities;

/// <summary>Reads the signers of a review step: [{ department, post, weight }].</summary>
public static class SignerRules
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Null when it is no such list; empty when there is none.</summary>
    public static IReadOnlyList<SignerRule>? TryRead(object? value)
    {
        try
        {
            var text = value as string ?? (value is null ? "" : JsonSerializer.Serialize(value, Options));
            if (string.IsNullOrWhiteSpace(text)) return [];
            var signers = JsonSerializer.Deserialize<List<SignerRule>>(text, Options) ?? [];
            return signers.TrueForAll(signer => signer is { Department.Length: > 0, Post.Length: > 0 })
                ? signers
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
