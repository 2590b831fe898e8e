using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>
/// Makes of a row the application it stands for: over what all have in common lies what the row gives, and numbers
/// of the worker's own papers that are left out come from the register.
/// </summary>
public sealed class RowCompletion(AppDbContext db, SubjectService subjects, WorkerSight sight, TimeProvider time)
{
    public async Task<Submission> CompleteAsync(
        FormDefinition form, ApplicationBatch batch, ApplicationRow row, CancellationToken cancellation = default)
    {
        var values = Merge(batch, row);
        if (form.FindWorkerField() is { } worker && values[worker.Name]?.ToString() is { } given)
            await FillAsync(form, values, given, cancellation);
        return batch.ReadShared() with
        {
            Values = JsonSerializer.SerializeToElement(values),
            IsOneOfMany = true,
        };
    }

    public static JsonObject Merge(ApplicationBatch batch, ApplicationRow row)
    {
        var values = JsonNode.Parse(batch.SharedValues)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(row.Values)!.AsObject()) values[name] = value?.DeepClone();
        return values;
    }

    // Whoever may not see the worker is told no numbers; the check then says that they are missing.
    private async Task FillAsync(
        FormDefinition form, JsonObject values, string given, CancellationToken cancellation)
    {
        var asked = form.AllFields().Where(field => form.AsksForPaper(field, values)).ToList();
        if (asked.Count == 0) return;
        if (await subjects.FindAsync(given.Trim(), cancellation) is not { } worker || !sight.Sees(worker)) return;
        var kinds = asked.ConvertAll(field => field.Paper!);
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.WorkerId == worker.Id && kinds.Contains(paper.Kind))
            .ToListAsync(cancellation);
        var today = ChinaTime.DateOf(time.GetUtcNow());
        foreach (var field in asked)
        {
            var best = papers.Where(paper => paper.Kind == field.Paper
                    && paper.StateOn(today) is CertificateState.Valid or CertificateState.NotYetValid)
                .MaxBy(paper => paper.ValidTo);
            if (best is not null) values[field.Name] = best.Number;
        }
    }
}
