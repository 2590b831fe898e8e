using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Web.Components.Pages.Administrator;

/// <summary>A value typed into a text box: text for a text variable, JSON where it is JSON, else text.</summary>
internal static class PostedValue
{
    public static JsonNode? Read(string type, string text)
    {
        if (type == "String") return JsonValue.Create(text);
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
