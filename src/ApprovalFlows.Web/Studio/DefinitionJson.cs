using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Versions of definitions in the shapes that Studio reads. Its links are the permissions.</summary>
internal static class DefinitionJson
{
    private const string Materializer = "Json";

    public static JsonObject Full(StoredDefinition stored, Func<string, int, bool> isKnown, bool mayWrite)
    {
        var json = DesignerDocument.Write(stored, isKnown);
        json["customProperties"]![FlowEditor.RevisionProperty] = FlowEditor.RevisionOf(stored);
        json["materializerName"] = Materializer;
        json["links"] = Links(stored.DefinitionId, mayWrite);
        return json;
    }

    public static JsonObject Summary(StoredDefinition stored, bool mayWrite)
    {
        var json = JsonNode.Parse(stored.Json)!;
        return new JsonObject
        {
            ["id"] = stored.VersionId,
            ["definitionId"] = stored.DefinitionId,
            ["version"] = stored.Version,
            ["name"] = stored.Name,
            ["description"] = json["description"]?.DeepClone(),
            ["isLatest"] = stored.IsLatest,
            ["isPublished"] = stored.IsPublished,
            ["isReadonly"] = false,
            ["isSystem"] = false,
            ["createdAt"] = stored.CreatedAt,
            ["materializerName"] = Materializer,
            ["isMaterializerAvailable"] = true,
            ["providerName"] = null,
            ["toolVersion"] = json["toolVersion"]?.DeepClone(),
            ["links"] = Links(stored.DefinitionId, mayWrite),
        };
    }

    public static JsonObject Page(IEnumerable<JsonObject> items, int totalCount, bool mayWrite) => new()
    {
        ["items"] = new JsonArray([.. items]),
        ["totalCount"] = totalCount,
        ["links"] = mayWrite
            ? new JsonArray(
                Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
                Link("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
                Link("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete", "POST"),
                Link("/workflow-definitions", "create", "POST"))
            : new JsonArray(),
    };

    private static JsonArray Links(string definitionId, bool mayWrite)
    {
        var address = $"/workflow-definitions/{definitionId}";
        var links = new JsonArray(Link(address, "self", "GET"), Link($"{address}/export", "export", "GET"));
        if (!mayWrite) return links;
        foreach (var action in new[] { "publish", "retract", "execute", "dispatch", "import", "update-references" })
            links.Add(Link($"{address}/{action}", action, "POST"));
        links.Add(Link(address, "delete", "DELETE"));
        return links;
    }

    private static JsonObject Link(string href, string rel, string method) =>
        new() { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
