using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Core.Tests.Persistence.StoredRows;

namespace ApprovalFlows.Core.Tests.Persistence;

public sealed class SharedCommitTests : IAsyncLifetime
{
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(DatabaseKind.Sqlite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Commit_SeveralWhileAnotherWrites_TheOneThatLostItsRaceFailsAlone()
    {
        await CommitAsync(Start(Instance("taken"), Bookmark("b", "taken")));
        Task first, lost, last;
        using (await host.Get<WriteGate>().EnterAsync(Cancellation))
        {
            first = CommitAsync(Start(Instance("first"), Bookmark("b1", "first")));
            lost = CommitAsync(Start(Instance("lost"), Bookmark("b2", "lost")), Start(Instance("taken")));
            last = CommitAsync(Start(Instance("last"), Bookmark("b3", "last")));
            Assert.False(first.IsCompleted || lost.IsCompleted || last.IsCompleted);
        }

        await first;
        await last;
        await Assert.ThrowsAsync<WorkflowConflictException>(() => lost);
        var bookmarks = await host.ReadAsync<IWorkflowStore, IReadOnlyList<StoredBookmark>>(
            store => store.FindBookmarksAsync(new BookmarkFilter(), Cancellation));
        Assert.Equal(["b", "b1", "b3"], bookmarks.Select(bookmark => bookmark.Id));
        Assert.Null(await host.ReadAsync<IWorkflowStore, StoredInstance?>(
            store => store.FindInstanceAsync("lost", Cancellation)));
    }

    [Fact]
    public async Task Commit_HostEndsMeanwhile_FailsInsteadOfWaitingForEver()
    {
        host.Get<WriteGate>().Dispose();

        var late = CommitAsync(Start(Instance("late")));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => late.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    private async Task CommitAsync(params BurstChanges[] bursts)
    {
        await using var scope = host.OpenScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
        foreach (var burst in bursts) store.Stage(burst);
        await store.CommitAsync(Cancellation);
    }
}
