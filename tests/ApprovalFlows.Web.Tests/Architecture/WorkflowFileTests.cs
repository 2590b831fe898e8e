using System.Text.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed class WorkflowFileTests
{
    [Fact]
    public void Definitions_InTheWorkflowsFolder_AreNamedAsTheirFiles()
    {
        var folder = Directory.CreateDirectory(RepositoryFiles.PathOf("workflows"));

        var misnamed = folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Name != DefinitionIdOf(file) + ".json");

        Assert.Empty(misnamed);
    }

    private static string? DefinitionIdOf(FileInfo file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file.FullName));
        return json.RootElement.GetProperty("definitionId").GetString();
    }
}
