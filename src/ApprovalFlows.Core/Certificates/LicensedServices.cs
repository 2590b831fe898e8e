using System.Text.Json;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>What an agency may do: the services that its licence names [D§4.5].</summary>
public static class LicensedServices
{
    public static IReadOnlyList<string> Of(Certificate licence)
    {
        using var contents = JsonDocument.Parse(licence.Contents);
        return contents.RootElement.ValueKind == JsonValueKind.Object
            && contents.RootElement.TryGetProperty("services", out var services)
            && services.ValueKind == JsonValueKind.Array
            ? [.. services.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String)
                .Select(one => one.GetString()!)]
            : [];
    }

    public static LocalText NameOf(string service) =>
        OptionLists.Find("labour-services")?.FirstOrDefault(option => option.Value == service)?.Label
        ?? new LocalText(service, service, service);
}
