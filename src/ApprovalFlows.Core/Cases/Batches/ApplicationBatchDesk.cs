using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>Checks one row after the other, and sends those that are good once somebody has said so.</summary>
public sealed class ApplicationBatchDesk(
    AppDbContext db,
    FlowService flows,
    RowCompletion completion,
    IntakeService intake,
    BookingService bookings,
    SubmissionService submissions,
    CurrentActor current,
    TimeProvider time) : IBatchDesk
{
    private static readonly CaseStatus[] InVain =
        [CaseStatus.Refused, CaseStatus.NotAccepted, CaseStatus.Withdrawn, CaseStatus.Cancelled];

    public Task<BatchTurn?> NextAsync(CancellationToken cancellation = default) => db.ApplicationBatches.AsNoTracking()
        .Where(batch => batch.FinishedAt == null && (batch.CheckedAt == null || batch.SentAt != null))
        .Select(batch => new
        {
            batch.Id,
            batch.OwnerId,
            batch.StartedAt,
            Left = batch.Rows.Count(row => row.State == RowState.Unchecked || row.State == RowState.Ready),
            // Two rows for one person are told from each other when all are checked.
            Position = batch.Rows.Where(row => row.State == RowState.Unchecked).Min(row => (int?)row.Position)
                ?? batch.Rows.Where(row => row.State == RowState.Ready && batch.SentAt != null)
                    .Min(row => (int?)row.Position),
        })
        .OrderBy(batch => batch.Left)
        .ThenBy(batch => batch.StartedAt)
        .Select(batch => new BatchTurn(batch.Id, batch.OwnerId, batch.Position))
        .FirstOrDefaultAsync(cancellation);

    public async Task DoAsync(Guid batchId, int position, CancellationToken cancellation = default)
    {
        var (batch, row) = await FindAsync(batchId, position, cancellation);
        if (row.State == RowState.Unchecked) await CheckAsync(batch, row, cancellation);
        else if (row.State == RowState.Ready && batch.SentAt is not null) await SendAsync(batch, row, cancellation);
    }

    public async Task RefuseAsync(
        Guid batchId, int position, RuleViolation refusal, CancellationToken cancellation = default)
    {
        var (_, row) = await FindAsync(batchId, position, cancellation);
        if (row.State is RowState.Unchecked or RowState.Ready) row.Refuse(RowProblem.Of(refusal));
    }

    /// <summary>All rows are checked; all is done once the good ones are sent, or where there are none.</summary>
    public async Task FinishAsync(Guid batchId, CancellationToken cancellation = default)
    {
        var batch = await db.ApplicationBatches.SingleAsync(row => row.Id == batchId, cancellation);
        var now = time.GetUtcNow();
        batch.CheckedAt ??= now;
        if (!await db.ApplicationRows.AnyAsync(
            row => row.BatchId == batchId && row.State == RowState.Ready, cancellation))
            batch.FinishedAt ??= now;
    }

    private async Task CheckAsync(ApplicationBatch batch, ApplicationRow row, CancellationToken cancellation)
    {
        var flow = await flows.FindPublishedAsync(batch.Flow, cancellation);
        var submission = await completion.CompleteAsync(flow.Form, batch, row, cancellation);
        var found = await intake.CheckAsync(flow.VersionId, submission, null, cancellation);
        if (await db.ApplicationRows.FirstOrDefaultAsync(
            other => other.BatchId == batch.Id && other.Position < row.Position && other.WorkerId == found.WorkerId
                && other.State != RowState.Refused,
            cancellation) is { } other)
            throw RuleViolation.Invalid(flow.Form.FindWorkerField()!.Name, "ApplicationWorkerTwice", other.Number);

        var (key, known) = await EarlierAsync(batch, found, cancellation);
        if (known is not null)
        {
            row.Recognise(found.WorkerId, known);
            return;
        }

        await MustHavePlaceAsync(batch, row, submission.Values, cancellation);
        row.Pass(found.WorkerId, key);
    }

    private async Task SendAsync(ApplicationBatch batch, ApplicationRow row, CancellationToken cancellation)
    {
        // Another batch may have sent the same in the meantime.
        if (await CaseOfKeyAsync(row.Key!, cancellation) is { } known)
        {
            row.Recognise(row.WorkerId, known.Number);
            return;
        }

        var flow = await flows.FindPublishedAsync(batch.Flow, cancellation);
        var receipt = await submissions.SubmitAsync(
            batch.Flow,
            await completion.CompleteAsync(flow.Form, batch, row, cancellation),
            row.Key,
            new HttpRequestData { Method = "POST", Path = batch.Flow },
            cancellation);
        row.Send(receipt.CaseNumber);
    }

    /// <summary>The key of this application, and the case it already is; what came to nothing is sent anew.</summary>
    private async Task<(string Key, string? Known)> EarlierAsync(
        ApplicationBatch batch, CheckedValues found, CancellationToken cancellation)
    {
        var content = SHA256.HashData(Encoding.UTF8.GetBytes($"{batch.Flow}\n{found.Json}"));
        for (var attempt = 0; ; attempt++)
        {
            var key = string.Create(
                CultureInfo.InvariantCulture, $"batch:{Convert.ToHexStringLower(content)}:{attempt}");
            var earlier = await CaseOfKeyAsync(key, cancellation);
            if (earlier is null) return (key, await TwinAsync(batch, found, cancellation));
            if (!InVain.Contains(earlier.Status)) return (key, earlier.Number);
        }
    }

    private Task<EarlierCase?> CaseOfKeyAsync(string key, CancellationToken cancellation) =>
        db.IdempotencyKeys.AsNoTracking()
            .Where(row => row.UserId == current.Actor.UserId && row.Key == key)
            .Join(db.Cases, row => row.CaseNumber, file => file.Number,
                (_, file) => new EarlierCase(file.Number, file.Status))
            .FirstOrDefaultAsync(cancellation);

    // The same from a colleague, or without a batch.
    private Task<string?> TwinAsync(ApplicationBatch batch, CheckedValues found, CancellationToken cancellation) =>
        db.Cases.AsNoTracking()
            .Where(file => file.WorkerId == found.WorkerId && file.Flow == batch.Flow
                && file.EnterpriseId == batch.EnterpriseId && file.Values == found.Json
                && !InVain.Contains(file.Status))
            .Select(file => file.Number)
            .FirstOrDefaultAsync(cancellation);

    private async Task MustHavePlaceAsync(
        ApplicationBatch batch, ApplicationRow row, JsonElement values, CancellationToken cancellation)
    {
        if (BookingService.WantedOf(values) is not var (place, at)) return;
        var before = await db.ApplicationRows.AsNoTracking()
            .Where(other => other.BatchId == batch.Id && other.Position < row.Position
                && other.State == RowState.Ready)
            .ToListAsync(cancellation);
        var ahead = before.Count(other =>
            BookingService.WantedOf(JsonSerializer.SerializeToElement(RowCompletion.Merge(batch, other)))
                is var (otherPlace, otherAt) && otherPlace == place && otherAt == at);
        await bookings.MustBeFreeAsync(null, place, at, ahead, cancellation);
    }

    private async Task<(ApplicationBatch Batch, ApplicationRow Row)> FindAsync(
        Guid batchId, int position, CancellationToken cancellation) => (
        await db.ApplicationBatches.SingleAsync(row => row.Id == batchId, cancellation),
        await db.ApplicationRows.SingleAsync(
            row => row.BatchId == batchId && row.Position == position, cancellation));

    private sealed record EarlierCase(string Number, CaseStatus Status);
}
