using System.Text.Json;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Outbox;

/// <summary>Whom a message is for, without what it says.</summary>
public static class OutboxTarget
{
    private static readonly string[] Names = ["Url", "To", "EventName", "DefinitionId", "TaskName", "InstanceId"];

    public static string? Of(OutboxRow row)
    {
        using var payload = JsonDocument.Parse(row.Payload);
        if (payload.RootElement.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in Names)
        {
            if (payload.RootElement.TryGetProperty(name, out var value) && TextOf(value) is { Length: > 0 } text)
                return name == "Url" ? AddressOf(text) : MaskedValue.Text(text);
        }

        return null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.ToString())),
        _ => null,
    };

    // What follows the path of an address may hold anything.
    private static string AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        ? MaskedValue.Text(address.GetLeftPart(UriPartial.Path))
        : "";
}
