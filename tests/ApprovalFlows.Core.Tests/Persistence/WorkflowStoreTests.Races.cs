using System.Globalization;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Core.Tests.Persistence.StoredRows;

namespace ApprovalFlows.Core.Tests.Persistence;

public abstract partial class WorkflowStoreTests
{
    [Fact]
    public async Task Commit_WithAStaleRevision_ConflictsAndStoresNothing()
    {
        await CommitAsync(Start(Instance("i", "first")));
        await using var slow = Open();
        var stale = await LoadAsync(slow, "i");
        await CommitAsync(Resume(With("quick", (await FindAsync("i"))!)));
        stale.State = "slow";
        slow.Store.Stage(new BurstChanges(
            stale, IsNew: false, [Bookmark("late", "i")], [], Entries(0, 2)));
        slow.Store.Stage(Start(Instance("other")));

        await Assert.ThrowsAsync<WorkflowConflictException>(() => slow.Store.CommitAsync(Cancellation));

        Assert.Equal("quick", (await FindAsync("i"))!.State);
        Assert.Null(await FindAsync("other"));
        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
        Assert.Empty(await JournalAsync("i", 0, 10));
    }

    [Fact]
    public async Task Commit_OneBookmarkResumedByTwoUnits_LetsOneWin()
    {
        await CommitAsync(Start(Instance("i"), Bookmark("b", "i")));
        await using var one = Open();
        await using var other = Open();
        var ones = await LoadAsync(one, "i");
        var others = await LoadAsync(other, "i");
        one.Store.Stage(new BurstChanges(ones, false, [Bookmark("of-one", "i")], ["b"], []));
        other.Store.Stage(new BurstChanges(others, false, [Bookmark("of-other", "i")], ["b"], []));

        await one.Store.CommitAsync(Cancellation);
        await Assert.ThrowsAsync<WorkflowConflictException>(() => other.Store.CommitAsync(Cancellation));

        Assert.Equal("of-one", Assert.Single(await BookmarksAsync(new BookmarkFilter())).Id);
        Assert.Equal(2, (await FindAsync("i"))!.Revision);
    }

    [Fact]
    public async Task Commit_OneBookmarkResumedAtTheSameMoment_LetsOneWin()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = $"i{round.ToString(CultureInfo.InvariantCulture)}";
            await CommitAsync(Start(Instance(id), Bookmark($"b-{id}", id)));

            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TryBurnAsync(id))));

            Assert.Single(won, success => success);
            Assert.Equal(2, (await FindAsync(id))!.Revision);
        }
    }

    [Fact]
    public async Task Commit_BookmarkThatWasBurntBefore_Conflicts()
    {
        await CommitAsync(Start(Instance("i"), Bookmark("b", "i")));
        await CommitAsync(Resume((await FindAsync("i"))!, "b"));
        await using var late = Open();
        var fresh = await LoadAsync(late, "i");
        late.Store.Stage(new BurstChanges(fresh, false, [Bookmark("next", "i")], ["b"], []));

        await Assert.ThrowsAsync<WorkflowConflictException>(() => late.Store.CommitAsync(Cancellation));

        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
        Assert.Equal(2, (await FindAsync("i"))!.Revision);
    }

    [Fact]
    public async Task Commit_InstanceCancelledWhileItIsResumed_LetsOneWin()
    {
        await CommitAsync(Start(Instance("i"), Bookmark("b", "i")));
        await using var resuming = Open();
        var resumed = await LoadAsync(resuming, "i");
        resuming.Store.Stage(new BurstChanges(resumed, false, [Bookmark("next", "i")], ["b"], []));
        var cancelled = (await FindAsync("i"))!;
        cancelled.Status = WorkflowStatus.Finished;
        cancelled.SubStatus = WorkflowSubStatus.Cancelled;

        await CommitAsync(Resume(cancelled, "b"));
        await Assert.ThrowsAsync<WorkflowConflictException>(() => resuming.Store.CommitAsync(Cancellation));

        Assert.Equal(WorkflowSubStatus.Cancelled, (await FindAsync("i"))!.SubStatus);
        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
    }

    [Fact]
    public async Task Commit_TwoNewInstancesWithOneId_LetsOneWin()
    {
        await CommitAsync(Start(Instance("i", "first")));
        await using var unit = Open();
        unit.Store.Stage(Start(Instance("i", "second"), Bookmark("b", "i")));

        await Assert.ThrowsAsync<WorkflowConflictException>(() => unit.Store.CommitAsync(Cancellation));

        Assert.Equal("first", (await FindAsync("i"))!.State);
        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
    }

    [Fact]
    public async Task Commit_ManyUnitsWithRetry_LosesNoStep()
    {
        const int Workers = 6;
        const int Steps = 8;
        await CommitAsync(Start(Instance("i", "0")));

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => CountUpAsync("i", Steps))));

        var counted = (await FindAsync("i"))!;
        Assert.Equal("48", counted.State);
        Assert.Equal(1 + (Workers * Steps), counted.Revision);
    }

    private async Task<bool> TryBurnAsync(string id)
    {
        await using var unit = Open();
        var instance = await LoadAsync(unit, id);
        unit.Store.Stage(Resume(instance, $"b-{id}"));
        try
        {
            await unit.Store.CommitAsync(Cancellation);
            return true;
        }
        catch (WorkflowConflictException)
        {
            return false;
        }
    }

    private async Task CountUpAsync(string id, int steps)
    {
        for (var done = 0; done < steps;)
        {
            Cancellation.ThrowIfCancellationRequested();
            await using var unit = Open();
            var instance = await LoadAsync(unit, id);
            var count = int.Parse(instance.State, CultureInfo.InvariantCulture);
            instance.State = (count + 1).ToString(CultureInfo.InvariantCulture);
            unit.Store.Stage(Resume(instance));
            try
            {
                await unit.Store.CommitAsync(Cancellation);
                done++;
            }
            catch (WorkflowConflictException)
            {
                await Task.Yield();
            }
        }
    }

    private static StoredInstance With(string state, StoredInstance instance)
    {
        instance.State = state;
        return instance;
    }
}
