using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Retention;

namespace ApprovalFlows.Core.Jobs;

/// <summary>How much of each kind was erased.</summary>
public sealed record RetentionReport(
    int Drafts, int OpinionDrafts, int RosterUploads, int ApplicationBatches, int UnusedFiles, int Deliveries,
    int RequestKeys, int HealthResults, int Objectors) : IJobReport
{
    bool IJobReport.IsIdle => this == new RetentionReport(0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Erases what was kept long enough (J31). Safe to run twice, late and on every node.</summary>
public sealed class RetentionJob(UnitOfWork work, FileStore files, Draining draining, TimeProvider time)
{
    public const string Name = "retention";

    /// <summary>Of each kind; the rest has its turn the next night.</summary>
    public const int MaxBatchesPerRun = 40;

    public async Task<RetentionReport> RunAsync(CancellationToken cancellation = default)
    {
        var erased = new Dictionary<KeptKind, int>();
        foreach (var kind in RetentionPlan.Seed.Kinds)
            erased[kind.Key] = await EraseAsync(kind, cancellation);
        return new RetentionReport(
            erased[KeptKind.Drafts], erased[KeptKind.OpinionDrafts], erased[KeptKind.RosterUploads],
            erased[KeptKind.ApplicationBatches], erased[KeptKind.UnusedFiles], erased[KeptKind.Deliveries],
            erased[KeptKind.RequestKeys], erased[KeptKind.HealthResults],
            erased[KeptKind.Objectors]);
    }

    private async Task<int> EraseAsync(KeptFor kind, CancellationToken cancellation)
    {
        var (sum, before) = (0, kind.Before(time.GetUtcNow()));
        for (var batch = 0; batch < MaxBatchesPerRun; batch++)
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            var erased = kind.Key == KeptKind.UnusedFiles
                ? await EraseFilesAsync(before, cancellation)
                : await work.RunAsync<RetentionService, int>(
                    null, service => service.EraseAsync(kind.Key, before, cancellation), cancellation);
            sum += erased;
            if (erased == 0) break;
        }

        return sum;
    }

    // A crash between leaves bytes that nobody names: harmless, and the check of a backup counts them.
    private async Task<int> EraseFilesAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var erased = await work.RunAsync<RetentionService, ErasedFiles>(
            null, service => service.EraseFilesAsync(before, cancellation), cancellation);
        foreach (var hash in erased.Hashes) files.Erase(hash);
        return erased.Rows;
    }
}
