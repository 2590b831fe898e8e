using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Studio;

/// <summary>The envelope of Studio's lists.</summary>
internal static class StudioLists
{
    private const string Prefix = "Designer.";

    public static IResult Answer(IEnumerable<JsonObject> items)
    {
        var list = new JsonArray([.. items]);
        return TypedResults.Json(new JsonObject { ["items"] = list, ["count"] = list.Count });
    }

    public static JsonObject Page(IEnumerable<JsonObject> items, int totalCount) => new()
    {
        ["items"] = new JsonArray([.. items]),
        ["totalCount"] = totalCount,
        ["links"] = null,
    };

    /// <summary>What a person calls a thing of the engine; its own name when nobody gave it another.</summary>
    public static string NameOf(string name) => Text(name) ?? name;

    public static string AboutOf(string name) => Text(name + ".About") ?? "";

    private static string? Text(string name) =>
        TextResources.Contains(Prefix + name) ? new Sentence(Prefix + name).ToString() : null;
}
