using System.Text.Json;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>Takes batches of applications in, and lets their good rows go.</summary>
public sealed class ApplicationBatchService(
    AppDbContext db,
    FlowService flows,
    ApplicantService applicants,
    IntakeService intake,
    CurrentActor current,
    TimeProvider time)
{
    private const int MaxNameLength = 200;

    /// <summary>What a batch's draft is kept under, beside the draft of a single application.</summary>
    public static string DraftOf(string flow) => "batch:" + flow;

    /// <summary>The matters about one worker that the actor's enterprise may apply for.</summary>
    public async Task<IReadOnlyList<PublishedFlow>> ListMattersAsync(CancellationToken cancellation = default)
    {
        if (current.Actor.EnterpriseId is null) return [];
        var kinds = await applicants.KindsAsync(cancellation);
        return
        [
            .. (await flows.ListPublishedAsync(cancellation)).Where(flow =>
                flow.Form.FindWorkerField() is not null && kinds.Any(flow.Form.Admits)),
        ];
    }

    /// <exception cref="RuleViolation">Nothing of it can be taken; the errors are those of the batch.</exception>
    public async Task<ApplicationBatch> OrderAsync(ApplicationOrder order, CancellationToken cancellation = default)
    {
        var actor = current.Actor;
        if (!actor.Applies) throw RuleViolation.Forbidden("OnlyApplicantsApply");
        if (actor.EnterpriseId is not { } own) throw RuleViolation.Forbidden("ApplicantWithoutEnterprise");
        var (form, shared, now) = (await MatterAsync(order.Flow, cancellation), order.Shared, time.GetUtcNow());
        await applicants.FindAsync(form, shared, ChinaTime.DateOf(now), cancellation);
        var rows = OrderedRows.Of(order, form);
        await MustBeTakenAsync(form, shared, rows, cancellation);
        var batch = new ApplicationBatch
        {
            OwnerId = actor.UserId,
            EnterpriseId = own,
            Flow = order.Flow,
            FileName = order.FileName?.Length > MaxNameLength ? order.FileName[..MaxNameLength] : order.FileName,
            Columns = JsonSerializer.Serialize(rows.Columns, JsonText.Readable),
            SharedValues = shared.Values.GetRawText(),
            Attachments = JsonSerializer.Serialize(shared.Attachments, JsonText.Readable),
            StartedAt = now,
            SentAt = order.IsSentAtOnce ? now : null,
        };
        batch.Rows.AddRange(rows.Rows.Select((row, index) => RowOf(batch, row, index)));
        db.ApplicationBatches.Add(batch);
        if (await db.Drafts.FindAsync([actor.UserId, DraftOf(order.Flow)], cancellation) is { } draft)
            db.Drafts.Remove(draft);
        return batch;
    }

    /// <summary>Lets the good rows go; a second time changes nothing.</summary>
    public async Task<ApplicationBatch> SendAsync(Guid id, CancellationToken cancellation = default)
    {
        var actor = current.Actor;
        var batch = await db.ApplicationBatches.FirstOrDefaultAsync(
            row => row.Id == id && row.EnterpriseId == actor.EnterpriseId, cancellation)
            ?? throw RuleViolation.NotFound("BatchUnknown");
        if (batch.OwnerId != actor.UserId) throw RuleViolation.Forbidden("BatchOfAnother");
        if (batch.FinishedAt is null) batch.SentAt ??= time.GetUtcNow();
        return batch;
    }

    private static ApplicationRow RowOf(ApplicationBatch batch, OrderedRow ordered, int position)
    {
        var row = new ApplicationRow
        {
            BatchId = batch.Id,
            Position = position,
            Number = ordered.Number,
            Values = ordered.Values.ToJsonString(JsonText.Readable),
        };
        if (ordered.Formula is { } field) row.Refuse([RowProblem.Of(field, new Sentence("RosterFormula"))]);
        return row;
    }

    private async Task<FormDefinition> MatterAsync(string flow, CancellationToken cancellation)
    {
        var form = (await flows.FindPublishedAsync(flow, cancellation)).Form;
        return form.FindWorkerField() is not null
            ? form
            : throw RuleViolation.Invalid("flow", "BatchMatterNotOfOneWorker", form.Title);
    }

    private async Task MustBeTakenAsync(
        FormDefinition form, Submission shared, OrderedRows rows, CancellationToken cancellation)
    {
        if (shared.Values.ValueKind != JsonValueKind.Object)
            throw RuleViolation.Invalid("values", "Form.NotAnObject");
        if (rows.Rows.Count == 0) throw RuleViolation.Invalid("file", "ApplicationsNone");
        if (rows.Rows.Count > ApplicationBatch.MaxRows)
            throw RuleViolation.Invalid("file", "ApplicationsTooMany", ApplicationBatch.MaxRows, rows.Rows.Count);
        var files = await intake.FindFilesAsync(shared, null, cancellation);
        var lacked = form.LackedByAll(shared.Values, rows.Columns, files);
        if (!lacked.IsEmpty) throw RuleViolation.Invalid(lacked.Keys.ToDictionary(key => key, key => lacked[key]));
        var me = current.Actor.UserId;
        var running = await db.ApplicationBatches.CountAsync(
            batch => batch.OwnerId == me && batch.FinishedAt == null
                && (batch.CheckedAt == null || batch.SentAt != null),
            cancellation);
        if (running >= ApplicationBatch.MaxRunning)
            throw new RuleViolation("TooManyBatches", ApplicationBatch.MaxRunning);
    }
}
