using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Definitions;

public sealed class DefinitionLibraryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flows");
    private readonly Flow flow = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task LoadFiles_NewFile_IsPublishedUnderItsName()
    {
        Write("permit", "one");

        await LoadAsync();

        var version = Assert.Single(await VersionsAsync("permit"));
        Assert.True(version is { IsPublished: true, IsLatest: true, Version: 1 });
        Assert.NotNull(version.FileHash);
    }

    [Fact]
    public async Task LoadFiles_Unchanged_MakesNoVersion()
    {
        Write("permit", "one");
        await LoadAsync();

        var again = await LoadAsync();

        Assert.Empty(again);
        Assert.Single(await VersionsAsync("permit"));
    }

    [Fact]
    public async Task LoadFiles_Changed_PublishesTheNextVersion()
    {
        Write("permit", "one");
        await LoadAsync();
        Write("permit", "two");

        await LoadAsync();

        var versions = await VersionsAsync("permit");
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal([true, false], versions.Select(version => version.IsPublished));
    }

    [Fact]
    public async Task LoadFiles_EditedElsewhere_IsNeverOverwritten()
    {
        Write("permit", "one");
        await LoadAsync();
        await InLibraryAsync(library => library.SaveDraftAsync(
            $$"""{"definitionId":"permit","name":"edited","root":{{Line("a", "edited")}} }"""));
        Write("permit", "two");

        var loaded = await LoadAsync();

        Assert.Empty(loaded);
        Assert.Equal("edited", (await VersionsAsync("permit"))[0].Name);
    }

    [Fact]
    public async Task SaveDraft_OverDraft_KeepsTheVersion()
    {
        await InLibraryAsync(library => library.SaveDraftAsync(Definition("a")));

        await InLibraryAsync(library => library.SaveDraftAsync(Definition("b")));

        var version = Assert.Single(await VersionsAsync("d"));
        Assert.False(version.IsPublished);
        Assert.Contains("\"b\"", version.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_BrokenScript_IsRefusedWithTheLine()
    {
        var result = await flow.ImportAsync(Activity("w", "Elsa.WriteLine", Script("text", "var a = 1;\nvar = 2;")));

        var error = Assert.Single(result.Errors);
        Assert.Equal("w", error.ActivityId);
        Assert.Contains("Line 2", error.Message, StringComparison.Ordinal);
        Assert.False(Assert.Single(await VersionsAsync(DefinitionId)).IsPublished);
    }

    [Fact]
    public async Task Publish_UnknownType_IsRefused()
    {
        var result = await flow.ImportAsync(Activity("u", "Acme.Nothing"));

        Assert.Equal("u", Assert.Single(result.Errors).ActivityId);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"definitionId":"d","variables":[{"id":"a","name":"A","typeName":"Int32","value":5}]}""")]
    [InlineData("""{"definitionId":"d","root":{"id":"x"}}""")]
    public async Task SaveDraft_NoDefinition_IsRefused(string json)
    {
        await Assert.ThrowsAsync<DefinitionFormatException>(() =>
            InLibraryAsync(library => library.SaveDraftAsync(json)));

        Assert.Empty(await flow.Host.ReadAsync(store => store.ListVersionsAsync(null)));
    }

    [Fact]
    public async Task Retract_Published_RemovesItsTriggers()
    {
        await flow.ImportAsync(Activity(
            "e", "Elsa.Event", "\"customProperties\":{\"canStartWorkflow\":true}", Literal("eventName", "Go")));
        var before = await flow.Host.ReadAsync(store => store.ListTriggersAsync("Elsa.Event"));

        await InLibraryAsync(library => library.RetractAsync(DefinitionId));

        Assert.Single(before);
        Assert.Empty(await flow.Host.ReadAsync(store => store.ListTriggersAsync("Elsa.Event")));
    }

    [Fact]
    public async Task SaveDraft_AfterARetraction_LeavesTheVersionThatInstancesRunOn()
    {
        await flow.ImportJsonAsync(Definition("one"));
        await InLibraryAsync(library => library.RetractAsync("d"));

        var saved = await InLibraryAsync(library => library.SaveDraftAsync(Definition("two")));
        var again = await InLibraryAsync(library => library.SaveDraftAsync(Definition("three")));

        Assert.Equal((2, 2), (saved.Version, again.Version));
        var versions = await VersionsAsync("d");
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Contains("three", versions[0].Json, StringComparison.Ordinal);
        Assert.Contains("one", versions[1].Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revert_ToFirst_MakesANewUnpublishedVersion()
    {
        await flow.ImportJsonAsync(Definition("one"));
        await flow.ImportJsonAsync(Definition("two"));

        var reverted = await InLibraryAsync(library => library.RevertAsync("d", 1));

        Assert.Equal(3, reverted.Version);
        Assert.True(reverted is { IsLatest: true, IsPublished: false });
        Assert.Contains("one", reverted.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_UnknownProperties_ComeBackUnchanged()
    {
        const string json = """
            {"definitionId":"d","name":"d","someday":{"x":[1,2.50,null]},
             "inputs":[{"name":"A","type":"String","odd":1}],
             "root":{"id":"a","type":"Elsa.WriteLine","version":1,"metadata":{"designer":{"position":{"x":-4.5}}},
             "unheardOf":"kept","text":{"typeName":"String","expression":{"type":"Literal","value":"中文 <b>"}}}}
            """;
        var first = DefinitionLibrary.Export(
            await InLibraryAsync(library => library.SaveDraftAsync(json)));

        var second = DefinitionLibrary.Export(
            await InLibraryAsync(library => library.SaveDraftAsync(first)));

        Assert.Equal(first, second);
        var exported = JsonNode.Parse(second)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            Assert.Equal(value?.ToJsonString(), exported[name]?.ToJsonString());
    }

    private static string Definition(string text) =>
        $$"""{"definitionId":"d","name":"d","root":{{Line("a", text)}} }""";

    private void Write(string name, string text) =>
        File.WriteAllText(
            Path.Combine(folder.FullName, name + ".json"),
            $$"""{"name":"{{name}}","root":{{Line("a", text)}} }""");

    private Task<IReadOnlyList<PublishResult>> LoadAsync() =>
        InLibraryAsync(library => library.LoadFilesAsync(folder.FullName));

    private Task<T> InLibraryAsync<T>(Func<DefinitionLibrary, Task<T>> work) =>
        flow.Host.RunAsync(provider => work(provider.GetRequiredService<DefinitionLibrary>()));

    private Task<IReadOnlyList<StoredDefinition>> VersionsAsync(string definitionId) =>
        flow.Host.ReadAsync(store => store.ListVersionsAsync(definitionId));
}
