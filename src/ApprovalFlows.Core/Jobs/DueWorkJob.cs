using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Jobs;

public sealed record DueWorkReport(int Considered, int Resumed, int Failed);

/// <summary>
/// Resumes whatever waits for a point in time that has come, such as the silence after which an
/// application counts as accepted (行政许可法 §32(4)). Safe to run twice and on every node.
/// </summary>
public sealed class DueWorkJob(
    IServiceScopeFactory scopes, UnitOfWork work, TimeProvider time, ILogger<DueWorkJob> log)
{
    public const string Name = "due-work";
    public const int MaxPerRun = 1000;
    private const int BatchSize = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<DueWorkReport> RunAsync(CancellationToken cancellation = default)
    {
        int considered = 0, resumed = 0;
        while (considered < MaxPerRun)
        {
            var due = await ClaimAsync(cancellation);
            if (due.Count == 0) break;
            considered += due.Count;
            foreach (var bookmark in due)
            {
                if (await TryResumeAsync(bookmark, cancellation)) resumed++;
            }
        }

        return new DueWorkReport(considered, resumed, considered - resumed);
    }

    private async Task<IReadOnlyList<StoredBookmark>> ClaimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
        var now = time.GetUtcNow();
        return await store.ClaimDueBookmarksAsync(now, now + Lease, BatchSize, cancellation);
    }

    private async Task<bool> TryResumeAsync(StoredBookmark bookmark, CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync<WorkflowRuntime>(
                null,
                runtime => runtime.ResumeAsync(
                    new ResumeRequest { InstanceId = bookmark.InstanceId, BookmarkId = bookmark.Id },
                    cancellation),
                cancellation);
            return true;
        }
        catch (NotWaitingException)
        {
            // Somebody acted between the claim and now; then there is nothing left to do.
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The claim runs out and the bookmark is tried again; one bad case must not stop the rest.
            log.LogError(failure, "Due bookmark {Bookmark} of {Instance} failed", bookmark.Id, bookmark.InstanceId);
            return false;
        }
    }
}
