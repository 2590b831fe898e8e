using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Retention;

/// <param name="Rows">How many attachments are gone.</param>
/// <param name="Hashes">Of contents that nobody names any more.</param>
public sealed record ErasedFiles(int Rows, IReadOnlyList<string> Hashes);

/// <summary>Erases what was kept long enough. Evidence, cases and registers are archives and stay.</summary>
public sealed class RetentionService(AppDbContext db, WriteTransaction transaction)
{
    /// <summary>In one commit.</summary>
    public const int BatchSize = 500;

    /// <returns>How many were erased; as many as a batch holds means that there may be more.</returns>
    public async Task<int> EraseAsync(
        KeptKind kind, DateTimeOffset before, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        return kind switch
        {
            KeptKind.Drafts => await EraseAsync(db.Drafts.Where(row => row.SavedAt < before)),
            KeptKind.OpinionDrafts => await EraseAsync(db.OpinionDrafts.Where(row => row.SavedAt < before)),
            KeptKind.RosterUploads => await EraseAsync(db.RosterUploads.Where(row => row.At < before)),
            KeptKind.ApplicationBatches => await EraseBatchesAsync(before, cancellation),
            KeptKind.RequestKeys => await EraseAsync(db.IdempotencyKeys.Where(row => row.CreatedAt < before)),
            KeptKind.HealthResults => await EraseAsync(db.HealthResults.Where(row => row.RecordedAt < before)),
            // The time of the last try lies in the index, and beside that of its end.
            KeptKind.Deliveries => await EraseAsync(db.Outbox.Where(row =>
                (row.Status == OutboxStatus.Done || row.Status == OutboxStatus.Discarded)
                && row.NextAttemptAt < before)),
            KeptKind.Objectors => await db.AssessmentObjections
                .Where(row => row.ObjectorName != null && row.DecidedAt < before).Take(BatchSize)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.ObjectorName, (string?)null)
                        .SetProperty(row => row.ObjectorPhone, (string?)null)
                        .SetProperty(row => row.ObjectorMail, (string?)null),
                    cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

        Task<int> EraseAsync<TRow>(IQueryable<TRow> rows) => rows.Take(BatchSize).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Files that no case has: the rows go now, the bytes after the commit.</summary>
    public async Task<ErasedFiles> EraseFilesAsync(
        DateTimeOffset before, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        var unused = await db.Attachments
            .Where(file => file.UploadedAt < before && !db.CaseFiles.Any(link => link.AttachmentId == file.Id))
            .OrderBy(file => file.Id).Take(BatchSize).ToListAsync(cancellation);
        db.Attachments.RemoveRange(unused);
        await db.SaveChangesAsync(cancellation);
        var hashes = unused.Select(file => file.Sha256).Distinct().ToList();
        var named = await db.Attachments.Where(file => hashes.Contains(file.Sha256)).Select(file => file.Sha256)
            .Union(db.Certificates.Where(paper => hashes.Contains(paper.PdfSha256!)).Select(paper => paper.PdfSha256!))
            .ToListAsync(cancellation);
        return new ErasedFiles(unused.Count, [.. hashes.Except(named)]);
    }

    private async Task<int> EraseBatchesAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var old = await db.ApplicationBatches
            .Where(batch => batch.StartedAt < before && (batch.FinishedAt != null || batch.SentAt == null))
            .OrderBy(batch => batch.Id).Select(batch => batch.Id).Take(BatchSize).ToListAsync(cancellation);
        await db.ApplicationRows.Where(row => old.Contains(row.BatchId)).ExecuteDeleteAsync(cancellation);
        return await db.ApplicationBatches.Where(batch => old.Contains(batch.Id)).ExecuteDeleteAsync(cancellation);
    }
}
