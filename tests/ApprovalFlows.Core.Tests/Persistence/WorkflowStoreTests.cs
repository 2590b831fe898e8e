using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Core.Tests.Persistence.StoredRows;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>
/// What every store must keep. The list of methods is the specification of concurrency: of two
/// writers exactly one wins, and whoever loses leaves nothing behind.
/// </summary>
public abstract partial class WorkflowStoreTests : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>A unit of work of its own on the one database of this test, as of another node.</summary>
    protected abstract StoreUnit Open();

    [Fact]
    public async Task Stage_BeforeTheCommit_IsSeenByNobodyElse()
    {
        await using var unit = Open();

        unit.Store.Stage(Start(Instance("i"), Bookmark("b", "i")) with { Journal = Entries(0, 2) });

        Assert.Null(await FindAsync("i"));
        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
        Assert.Empty(await JournalAsync("i", 0, 10));
    }

    [Fact]
    public async Task Commit_OfABurst_ShowsInstanceBookmarksAndJournalAtOnce()
    {
        await using var unit = Open();
        unit.Store.Stage(Start(Instance("i"), Bookmark("b", "i")) with { Journal = Entries(0, 2) });

        await unit.Store.CommitAsync(Cancellation);

        Assert.NotNull(await FindAsync("i"));
        Assert.Equal("b", Assert.Single(await BookmarksAsync(new BookmarkFilter())).Id);
        Assert.Equal(2, (await JournalAsync("i", 0, 10)).Count);
    }

    [Fact]
    public async Task Dispose_WithoutACommit_StoresNothing()
    {
        await CommitAsync(Start(Instance("i", "old"), Bookmark("b", "i")));
        await using (var unit = Open())
        {
            var instance = await LoadAsync(unit, "i");
            instance.State = "new";
            unit.Store.Stage(Resume(instance, "b"));
        }

        Assert.Equal("old", (await FindAsync("i"))!.State);
        Assert.Single(await BookmarksAsync(new BookmarkFilter()));
    }

    [Fact]
    public async Task Read_WhatWasStaged_IsSeenByItsOwnUnit()
    {
        await CommitAsync(Start(Instance("old"), Bookmark("burnt", "old")));
        await using var unit = Open();
        var old = await LoadAsync(unit, "old");

        unit.Store.Stage(Start(Instance("new"), Bookmark("added", "new")) with { Journal = Entries(0, 3) });
        unit.Store.Stage(Resume(old, "burnt"));

        Assert.NotNull(await unit.Store.FindInstanceAsync("new", Cancellation));
        var bookmark = Assert.Single(await unit.Store.FindBookmarksAsync(new BookmarkFilter(), Cancellation));
        Assert.Equal("added", bookmark.Id);
        Assert.Equal(3, (await unit.Store.ReadJournalAsync("new", 0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task ListInstances_StatusChangedInThisUnit_IsSeenByItsOwnUnit()
    {
        await CommitAsync(Start(Instance("i")));
        await using var unit = Open();
        var instance = await LoadAsync(unit, "i");
        instance.Status = WorkflowStatus.Finished;
        unit.Store.Stage(Resume(instance));

        var running = await unit.Store.ListInstancesAsync(
            new InstanceFilter { Status = WorkflowStatus.Running }, Cancellation);
        var finished = await unit.Store.ListInstancesAsync(
            new InstanceFilter { Status = WorkflowStatus.Finished }, Cancellation);

        Assert.Empty(running);
        Assert.Equal("i", Assert.Single(finished).Id);
    }

    [Fact]
    public async Task Commit_OfEachBurst_RaisesTheRevisionByOne()
    {
        await CommitAsync(Start(Instance("i")));
        var first = (await FindAsync("i"))!.Revision;

        await CommitAsync(Resume((await FindAsync("i"))!));
        await CommitAsync(Resume((await FindAsync("i"))!));

        Assert.Equal((1, 3), (first, (await FindAsync("i"))!.Revision));
    }

    [Fact]
    public async Task Commit_TwoBurstsOfOneInstanceInOneUnit_KeepsTheLater()
    {
        await using var unit = Open();
        unit.Store.Stage(Start(Instance("i", "first"), Bookmark("b1", "i")) with { Journal = Entries(0, 2) });
        var instance = await LoadAsync(unit, "i");
        instance.State = "second";
        unit.Store.Stage(new BurstChanges(
            instance, IsNew: false, [Bookmark("b2", "i")], ["b1"], Entries(2, 2)));

        await unit.Store.CommitAsync(Cancellation);

        Assert.Equal("second", (await FindAsync("i"))!.State);
        Assert.Equal("b2", Assert.Single(await BookmarksAsync(new BookmarkFilter())).Id);
        Assert.Equal([0, 1, 2, 3], (await JournalAsync("i", 0, 10)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task ListInstances_ByEachCondition_FindsThose()
    {
        var child = Instance("child");
        child.ParentInstanceId = "parent";
        var done = Instance("done");
        done.Status = WorkflowStatus.Finished;
        done.DefinitionId = "travel";
        await CommitAsync(Start(Instance("parent")), Start(child), Start(done));

        Assert.Equal(["child"], await IdsAsync(new InstanceFilter { ParentInstanceId = "parent" }));
        Assert.Equal(["done"], await IdsAsync(new InstanceFilter { Status = WorkflowStatus.Finished }));
        Assert.Equal(["done"], await IdsAsync(new InstanceFilter { DefinitionId = "travel" }));
        Assert.Equal(["parent"], await IdsAsync(new InstanceFilter { CorrelationId = "case-parent" }));
        Assert.Equal(3, (await IdsAsync(new InstanceFilter())).Count());
        Assert.Equal(2, (await IdsAsync(new InstanceFilter { Limit = 2 })).Count());
    }

    [Fact]
    public async Task FindInstance_Stored_ComesBackAsItWas()
    {
        var stored = Instance("i", """{"text":"越南 Đông Hưng"}""");
        stored.Name = "YG-2026-000001";
        stored.IncidentCount = 2;
        stored.UpdatedAt = Noon.AddHours(1);
        stored.FinishedAt = Noon.AddHours(2);
        stored.SubStatus = WorkflowSubStatus.Cancelled;
        await CommitAsync(Start(stored));

        var found = (await FindAsync("i"))!;

        Assert.Equivalent(
            new
            {
                stored.DefinitionId,
                stored.VersionId,
                stored.Version,
                stored.Name,
                stored.CorrelationId,
                stored.Status,
                stored.SubStatus,
                stored.State,
                stored.IncidentCount,
                stored.CreatedAt,
                stored.UpdatedAt,
                stored.FinishedAt,
            },
            found);
    }

    protected async Task CommitAsync(params BurstChanges[] bursts)
    {
        await using var unit = Open();
        foreach (var burst in bursts) unit.Store.Stage(burst);
        await unit.Store.CommitAsync(Cancellation);
    }

    protected async Task<StoredInstance?> FindAsync(string id)
    {
        await using var unit = Open();
        return await unit.Store.FindInstanceAsync(id, Cancellation);
    }

    protected async Task<IReadOnlyList<StoredBookmark>> BookmarksAsync(BookmarkFilter filter)
    {
        await using var unit = Open();
        return await unit.Store.FindBookmarksAsync(filter, Cancellation);
    }

    protected static async Task<StoredInstance> LoadAsync(StoreUnit unit, string id) =>
        (await unit.Store.FindInstanceAsync(id, Cancellation))!;

    private async Task<IReadOnlyList<JournalEntry>> JournalAsync(string id, long from, int limit)
    {
        await using var unit = Open();
        return await unit.Store.ReadJournalAsync(id, from, limit, Cancellation);
    }

    private async Task<IEnumerable<string>> IdsAsync(InstanceFilter filter)
    {
        await using var unit = Open();
        var found = await unit.Store.ListInstancesAsync(filter, Cancellation);
        return found.Select(instance => instance.Id);
    }
}
