using System.IO.Compression;
using System.Text;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Definitions as files: one as JSON, several as an archive.</summary>
internal static class DefinitionFiles
{
    public static bool IsWanted(HttpRequest request, string name) =>
        bool.TryParse(request.Query[name], out var wanted) && wanted;

    public static IResult Single(StoredDefinition definition) => TypedResults.File(
        Encoding.UTF8.GetBytes(DefinitionLibrary.Export(definition)),
        "application/json",
        $"{NameOf(definition)}.json");

    public static async Task<IResult> ZipAsync(IEnumerable<StoredDefinition> definitions, string name)
    {
        var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var definition in definitions)
            {
                var entry = archive.CreateEntry($"{NameOf(definition)}.json");
                await using var content = await entry.OpenAsync();
                await content.WriteAsync(Encoding.UTF8.GetBytes(DefinitionLibrary.Export(definition)));
            }

        buffer.Position = 0;
        return TypedResults.File(buffer, "application/zip", $"{name}.zip");
    }

    private static string NameOf(StoredDefinition definition)
    {
        var name = string.Concat(definition.DefinitionId.Select(letter =>
            char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return $"{name}-v{definition.Version}";
    }
}
