using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Core.Tests.Persistence.StoredRows;

namespace ApprovalFlows.Core.Tests.Persistence;

public abstract partial class WorkflowStoreTests
{
    [Fact]
    public async Task FindDefinition_PublishedLatestAndSpecific_AreTheOnesMeant()
    {
        await SaveAsync(
            Definition("leave", 1),
            Definition("leave", 2, published: true),
            Definition("leave", 3, latest: true),
            Definition("travel", 7, published: true, latest: true));

        Assert.Equal(2, await VersionAsync("leave", VersionOptions.Published));
        Assert.Equal(3, await VersionAsync("leave", VersionOptions.Latest));
        Assert.Equal(1, await VersionAsync("leave", VersionOptions.Specific(1)));
        Assert.Equal(7, await VersionAsync("travel", VersionOptions.Published));
        Assert.Null(await VersionAsync("leave", VersionOptions.Specific(7)));
        Assert.Null(await VersionAsync("unknown", VersionOptions.Latest));
    }

    [Fact]
    public async Task FindHead_OfEachKind_IsThatOfTheDefinition()
    {
        await SaveAsync(
            Definition("leave", 1),
            Definition("leave", 2, published: true),
            Definition("leave", 3, latest: true));
        await using var unit = Open();

        var latest = await unit.Store.FindHeadAsync("leave", VersionOptions.Latest, Cancellation);
        var published = await unit.Store.FindHeadAsync("leave", VersionOptions.Published, Cancellation);
        var first = await unit.Store.FindHeadAsync("leave", VersionOptions.Specific(1), Cancellation);
        var named = await unit.Store.FindVersionHeadAsync("leave-2", Cancellation);

        Assert.Equal((3, 2, 1), (latest?.Version, published?.Version, first?.Version));
        Assert.Equal(published, named);
        Assert.Equal(DefinitionHead.Of(Definition("leave", 2)), named);
        Assert.Null(await unit.Store.FindVersionHeadAsync("leave-9", Cancellation));
    }

    [Fact]
    public async Task FindHead_TextSavedInThisUnit_CarriesTheHashOfTheNewText()
    {
        await SaveAsync(Definition("leave", 1, latest: true));
        await using var unit = Open();
        var before = await unit.Store.FindHeadAsync("leave", VersionOptions.Latest, Cancellation);
        var changed = Definition("leave", 1, latest: true);
        changed.Json = """{"name":"请假"}""";

        await unit.Store.SaveDefinitionAsync(changed, Cancellation);
        var within = await unit.Store.FindHeadAsync("leave", VersionOptions.Latest, Cancellation);
        await unit.Store.CommitAsync(Cancellation);

        await using var later = Open();
        var after = await later.Store.FindVersionHeadAsync("leave-1", Cancellation);
        Assert.NotEqual(before!.ContentHash, within!.ContentHash);
        Assert.Equal(within, after);
    }

    [Fact]
    public async Task FindDefinition_NothingPublished_FindsNone()
    {
        await SaveAsync(Definition("leave", 1, latest: true));

        Assert.Null(await VersionAsync("leave", VersionOptions.Published));
    }

    [Fact]
    public async Task FindDefinition_OlderVersionPublishedInThisUnit_IsSeenByItsOwnUnit()
    {
        await SaveAsync(Definition("leave", 1), Definition("leave", 2, published: true, latest: true));
        await using var unit = Open();
        await unit.Store.SaveDefinitionAsync(Definition("leave", 2, latest: true), Cancellation);
        await unit.Store.SaveDefinitionAsync(Definition("leave", 1, published: true), Cancellation);

        var published = await unit.Store.FindDefinitionAsync("leave", VersionOptions.Published, Cancellation);

        Assert.Equal(1, published?.Version);
        Assert.Equal(2, await VersionAsync("leave", VersionOptions.Published));
    }

    [Fact]
    public async Task SaveDefinition_KnownVersion_ReplacesIt()
    {
        await SaveAsync(Definition("leave", 1, latest: true));
        var changed = Definition("leave", 1, published: true, latest: true);
        changed.Json = """{"name":"请假"}""";

        await SaveAsync(changed);

        await using var unit = Open();
        var found = Assert.Single(await unit.Store.ListVersionsAsync("leave", Cancellation));
        Assert.Equal((true, """{"name":"请假"}"""), (found.IsPublished, found.Json));
    }

    [Fact]
    public async Task SaveDefinition_OneVersionNumberTwice_LetsOneWin()
    {
        await SaveAsync(Definition("leave", 1, latest: true));
        await using var unit = Open();
        var twin = Definition("leave", 1, latest: true);
        twin.VersionId = "leave-1-of-another-node";
        await unit.Store.SaveDefinitionAsync(twin, Cancellation);

        await Assert.ThrowsAsync<WorkflowConflictException>(() => unit.Store.CommitAsync(Cancellation));

        Assert.Equal(1, await VersionAsync("leave", VersionOptions.Latest));
    }

    [Fact]
    public async Task ListVersions_OfOneOrOfAll_AreNewestFirst()
    {
        await SaveAsync(Definition("leave", 1), Definition("leave", 3), Definition("leave", 2));
        await SaveAsync(Definition("travel", 1));
        await using var unit = Open();

        var one = await unit.Store.ListVersionsAsync("leave", Cancellation);
        var all = await unit.Store.ListVersionsAsync(null, Cancellation);

        Assert.Equal([3, 2, 1], one.Select(version => version.Version));
        Assert.Equal(4, all.Count);
        Assert.Equal([3, 2, 1], all.Where(row => row.DefinitionId == "leave").Select(row => row.Version));
    }

    [Fact]
    public async Task RemoveVersion_Committed_IsGone()
    {
        await SaveAsync(Definition("leave", 1), Definition("leave", 2, latest: true));
        await using (var unit = Open())
        {
            await unit.Store.RemoveVersionAsync("leave-1", Cancellation);
            await unit.Store.RemoveVersionAsync("never-was", Cancellation);
            Assert.Single(await unit.Store.ListVersionsAsync("leave", Cancellation));
            await unit.Store.CommitAsync(Cancellation);
        }

        await using var after = Open();
        Assert.Null(await after.Store.FindVersionAsync("leave-1", Cancellation));
        Assert.NotNull(await after.Store.FindVersionAsync("leave-2", Cancellation));
    }

    [Fact]
    public async Task ReplaceTriggers_OfOneDefinition_LeavesOnlyTheNewAndThoseOfOthers()
    {
        await ReplaceAsync("leave", Trigger("old", "leave", "h1"), Trigger("same", "leave", "h2"));
        await ReplaceAsync("travel", Trigger("other", "travel", "h1"));

        await ReplaceAsync("leave", Trigger("same", "leave", "h3"), Trigger("new", "leave", "h1"));

        await using var unit = Open();
        var byHash = await unit.Store.FindTriggersAsync("h1", Cancellation);
        var all = await unit.Store.ListTriggersAsync("Elsa.HttpEndpoint", Cancellation);
        Assert.Equal(["new", "other"], byHash.Select(trigger => trigger.Id).Order());
        Assert.Equal(["new", "other", "same"], all.Select(trigger => trigger.Id).Order());
        Assert.Empty(await unit.Store.FindTriggersAsync("h2", Cancellation));
        Assert.Single(await unit.Store.FindTriggersAsync("h3", Cancellation));
    }

    [Fact]
    public async Task ReplaceTriggers_BeforeTheCommit_IsSeenByItsOwnUnitOnly()
    {
        await ReplaceAsync("leave", Trigger("old", "leave", "h1"));
        await using var unit = Open();

        await unit.Store.ReplaceTriggersAsync("leave", [Trigger("new", "leave", "h2")], Cancellation);

        Assert.Empty(await unit.Store.FindTriggersAsync("h1", Cancellation));
        Assert.Single(await unit.Store.FindTriggersAsync("h2", Cancellation));
        await using var outside = Open();
        Assert.Single(await outside.Store.FindTriggersAsync("h1", Cancellation));
        Assert.Empty(await outside.Store.FindTriggersAsync("h2", Cancellation));
    }

    [Fact]
    public async Task ReplaceTriggers_WithNone_TakesTheDefinitionOffTheRoutes()
    {
        await ReplaceAsync("leave", Trigger("old", "leave", "h1"));

        await ReplaceAsync("leave");

        await using var unit = Open();
        Assert.Empty(await unit.Store.ListTriggersAsync("Elsa.HttpEndpoint", Cancellation));
    }

    [Fact]
    public async Task FindBookmarks_ByEachCondition_FindsThose()
    {
        var timer = Bookmark("b3", "j", hash: "h1");
        timer.Name = "Elsa.Delay";
        await CommitAsync(
            Start(Instance("i"), Bookmark("b1", "i", hash: "h1"), Bookmark("b2", "i", hash: "h2")),
            Start(Instance("j"), timer));

        Assert.Equal(["b2"], await BookmarkIdsAsync(new BookmarkFilter { Id = "b2" }));
        Assert.Equal(["b1", "b2"], await BookmarkIdsAsync(new BookmarkFilter { InstanceId = "i" }));
        Assert.Equal(["b1", "b3"], await BookmarkIdsAsync(new BookmarkFilter { Hash = "h1" }));
        Assert.Equal(["b1"], await BookmarkIdsAsync(new BookmarkFilter { Hash = "h1", InstanceId = "i" }));
        Assert.Equal(["b3"], await BookmarkIdsAsync(new BookmarkFilter { Name = "Elsa.Delay" }));
        Assert.Equal(["b3"], await BookmarkIdsAsync(new BookmarkFilter { CorrelationId = "case-j" }));
        Assert.Equal(["b2"], await BookmarkIdsAsync(new BookmarkFilter { ActivityInstanceId = "run-b2" }));
        Assert.Equal(2, (await BookmarkIdsAsync(new BookmarkFilter { Limit = 2 })).Count());
    }

    [Fact]
    public async Task ReadJournal_OverSeveralBursts_PagesInOrder()
    {
        await CommitAsync(Start(Instance("i")) with { Journal = Entries(0, 3) });
        await CommitAsync(Resume((await FindAsync("i"))!) with { Journal = Entries(3, 4) });
        await CommitAsync(Resume((await FindAsync("i"))!) with { Journal = [Entry(7, "越南 Đông Hưng")] });

        Assert.Equal([2, 3, 4, 5], (await JournalAsync("i", 2, 4)).Select(entry => entry.Sequence));
        Assert.Equal([6, 7], (await JournalAsync("i", 6, 4)).Select(entry => entry.Sequence));
        Assert.Empty(await JournalAsync("i", 8, 4));
        Assert.Empty(await JournalAsync("other", 0, 4));
        Assert.Equal(Entry(7, "越南 Đông Hưng"), Assert.Single(await JournalAsync("i", 7, 4)));
    }

    private async Task SaveAsync(params StoredDefinition[] definitions)
    {
        await using var unit = Open();
        foreach (var definition in definitions)
            await unit.Store.SaveDefinitionAsync(definition, Cancellation);
        await unit.Store.CommitAsync(Cancellation);
    }

    private async Task ReplaceAsync(string definitionId, params StoredTrigger[] triggers)
    {
        await using var unit = Open();
        await unit.Store.ReplaceTriggersAsync(definitionId, triggers, Cancellation);
        await unit.Store.CommitAsync(Cancellation);
    }

    private async Task<int?> VersionAsync(string definitionId, VersionOptions version)
    {
        await using var unit = Open();
        return (await unit.Store.FindDefinitionAsync(definitionId, version, Cancellation))?.Version;
    }

    private async Task<IEnumerable<string>> BookmarkIdsAsync(BookmarkFilter filter) =>
        (await BookmarksAsync(filter)).Select(bookmark => bookmark.Id).Order();
}
