using System.Globalization;
using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Core.Tests.Persistence.StoredRows;

namespace ApprovalFlows.Core.Tests.Persistence;

public abstract partial class WorkflowStoreTests
{
    private static readonly DateTimeOffset Lease = Noon.AddMinutes(2);

    [Fact]
    public async Task ClaimDueBookmarks_NotYetDueOrWithoutAClock_AreLeftAlone()
    {
        await CommitAsync(Start(
            Instance("i"),
            Bookmark("due", "i", Noon),
            Bookmark("later", "i", Noon.AddSeconds(1)),
            Bookmark("never", "i")));

        var claimed = await ClaimAsync(Noon, Lease, 10);

        Assert.Equal(["due"], claimed);
    }

    [Fact]
    public async Task ClaimDueBookmarks_ByTwoCallers_AreDisjoint()
    {
        await StoreDueAsync(20);

        var one = await ClaimAsync(Noon, Lease, 12);
        var other = await ClaimAsync(Noon, Lease, 12);

        Assert.Equal((12, 8), (one.Count, other.Count));
        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public async Task ClaimDueBookmarks_ByManyCallersAtOnce_GiveEachToOne()
    {
        await StoreDueAsync(40);

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimUntilEmptyAsync())));

        var claimed = claims.SelectMany(ids => ids).ToList();
        Assert.Equal(40, claimed.Count);
        Assert.Equal(40, claimed.Distinct().Count());
    }

    [Fact]
    public async Task ClaimDueBookmarks_WhileTheLeaseRuns_GiveNothing()
    {
        await StoreDueAsync(1);
        await ClaimAsync(Noon, Lease, 10);

        var again = await ClaimAsync(Lease.AddTicks(-TimeSpan.TicksPerSecond), Lease.AddMinutes(2), 10);

        Assert.Empty(again);
    }

    [Fact]
    public async Task ClaimDueBookmarks_AfterTheLease_GiveItAgain()
    {
        await StoreDueAsync(1);
        await ClaimAsync(Noon, Lease, 10);

        var again = await ClaimAsync(Lease, Lease.AddMinutes(2), 10);

        Assert.Single(again);
    }

    [Fact]
    public async Task ClaimDueBookmarks_InAUnitThatNeverCommits_StayClaimed()
    {
        await StoreDueAsync(1);
        await using (var unit = Open())
        {
            await unit.Store.ClaimDueBookmarksAsync(Noon, Lease, 10, Cancellation);
        }

        Assert.Empty(await ClaimAsync(Noon, Lease, 10));
    }

    [Fact]
    public async Task ClaimDueBookmarks_AndBurnIt_LeaveNothingDue()
    {
        await StoreDueAsync(1);
        var id = Assert.Single(await ClaimAsync(Noon, Lease, 10));

        await CommitAsync(Resume((await FindAsync("i"))!, id));

        Assert.Empty(await ClaimAsync(Lease, Lease.AddMinutes(2), 10));
        Assert.Empty(await BookmarksAsync(new BookmarkFilter()));
    }

    [Fact]
    public async Task ClaimDueBookmarks_BurntByAPersonMeanwhile_AreNotGiven()
    {
        await StoreDueAsync(1);
        await CommitAsync(Resume((await FindAsync("i"))!, "b00"));

        Assert.Empty(await ClaimAsync(Noon, Lease, 10));
    }

    [Fact]
    public async Task ClaimDueTriggers_ByTwoCallers_AreDisjointUntilTheLeaseEnds()
    {
        await using (var unit = Open())
        {
            await unit.Store.ReplaceTriggersAsync(
                "leave",
                [
                    Trigger("t1", "leave", dueAt: Noon),
                    Trigger("t2", "leave", dueAt: Noon.AddMinutes(-1)),
                    Trigger("t3", "leave", dueAt: Noon.AddMinutes(1)),
                    Trigger("t4", "leave"),
                ],
                Cancellation);
            await unit.Store.CommitAsync(Cancellation);
        }

        var one = await ClaimTriggersAsync(Noon, 1);
        var other = await ClaimTriggersAsync(Noon, 9);
        var again = await ClaimTriggersAsync(Lease, 9);

        Assert.Equal(["t1", "t2"], one.Concat(other).Order());
        Assert.Single(one);
        Assert.Equal(["t1", "t2", "t3"], again.Order());
    }

    private Task StoreDueAsync(int count) => CommitAsync(Start(
        Instance("i"),
        [.. Enumerable.Range(0, count).Select(index => Bookmark(
            $"b{index.ToString("D2", CultureInfo.InvariantCulture)}", "i", Noon.AddSeconds(-index)))]));

    private async Task<IReadOnlyList<string>> ClaimAsync(DateTimeOffset now, DateTimeOffset until, int limit)
    {
        await using var unit = Open();
        var claimed = await unit.Store.ClaimDueBookmarksAsync(now, until, limit, Cancellation);
        return [.. claimed.Select(bookmark => bookmark.Id)];
    }

    private async Task<IReadOnlyList<string>> ClaimTriggersAsync(DateTimeOffset now, int limit)
    {
        await using var unit = Open();
        var claimed = await unit.Store.ClaimDueTriggersAsync(now, now.AddMinutes(2), limit, Cancellation);
        return [.. claimed.Select(trigger => trigger.Id)];
    }

    private async Task<IReadOnlyList<string>> ClaimUntilEmptyAsync()
    {
        var all = new List<string>();

        // A caller may come away empty-handed while others hold rows they have not marked yet, so the
        // end is that nothing unclaimed is left, not one empty answer.
        while (!Cancellation.IsCancellationRequested)
        {
            all.AddRange(await ClaimAsync(Noon, Lease, 5));
            var left = await BookmarksAsync(new BookmarkFilter());
            if (left.All(bookmark => bookmark.ClaimedUntil is not null)) break;
        }

        return all;
    }
}
