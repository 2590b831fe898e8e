using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Tests.Definitions;

/// <summary>Everything a Studio, a genuine server or this project wrote comes back as it was.</summary>
public sealed class RoundTripTests
{
    // What belongs to the stored version, not to the definition.
    private static readonly string[] Envelope = ["id", "definitionId", "version", "isLatest", "isPublished"];

    public static TheoryData<string> Files()
    {
        var folders = new[] { "definitions", "workflows" }.Select(name => Path.Combine(AppContext.BaseDirectory, name));
        return [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(AppContext.BaseDirectory, path))];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Export_LoadedFile_IsTheSameJsonEachTime(string file)
    {
        var original = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken);

        var first = await SaveAndExportAsync(original);
        var second = await SaveAndExportAsync(first);

        Assert.True(JsonNode.DeepEquals(Content(original), Content(first)), file);
        Assert.Equal(Content(first).ToJsonString(), Content(second).ToJsonString());
    }

    private static async Task<string> SaveAndExportAsync(string json)
    {
        var flow = new Flow();
        var stored = await flow.Host.RunAsync(provider =>
            provider.GetRequiredService<DefinitionLibrary>().SaveDraftAsync(json));
        var graph = await flow.Host.RunAsync(provider => provider.GetRequiredService<GraphBuilder>()
            .BuildAsync(stored, provider.GetRequiredService<IWorkflowStore>()));
        Assert.NotNull(graph.Root);
        return DefinitionLibrary.Export(stored);
    }

    private static JsonObject Content(string json)
    {
        var content = JsonNode.Parse(json)!.AsObject();
        foreach (var name in Envelope)
            content.Remove(name);
        return content;
    }
}
