using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>A batch in a list.</summary>
public sealed record BatchSummary(ApplicationBatch Batch, int Total, int Sent, int Refused);

/// <summary>A row with what the person knows it by: the name where the register shows it, else the number.</summary>
public sealed record BatchRowView(ApplicationRow Row, string Who);

public sealed record ApplicationBatchView(
    ApplicationBatch Batch, FormDefinition Form, IReadOnlyList<BatchRowView> Rows, bool IsOwn)
{
    public bool IsRunning => Batch.FinishedAt is null && (Batch.CheckedAt is null || Batch.SentAt is not null);

    /// <summary>All rows are checked, and somebody has to say whether the good ones are sent.</summary>
    public bool IsWaiting => Batch is { FinishedAt: null, CheckedAt: not null, SentAt: null };

    public int Count(params RowState[] states) => Rows.Count(line => states.Contains(line.Row.State));
}

/// <summary>The batches of the actor's enterprise, and what came of their rows.</summary>
public sealed class ApplicationBatchList(
    AppDbContext db, Flows.FlowService flows, WorkerSight sight, CurrentActor current)
{
    public const int MaxShown = 20;

    public async Task<IReadOnlyList<BatchSummary>> ListAsync(CancellationToken cancellation = default)
    {
        var own = current.Actor.EnterpriseId;
        var found = await db.ApplicationBatches.AsNoTracking()
            .Where(batch => own != null && batch.EnterpriseId == own)
            .OrderByDescending(batch => batch.StartedAt)
            .Take(MaxShown)
            .Select(batch => new
            {
                Batch = batch,
                Total = batch.Rows.Count,
                Sent = batch.Rows.Count(row => row.State == RowState.Sent || row.State == RowState.Known),
                Refused = batch.Rows.Count(row => row.State == RowState.Refused),
            })
            .ToListAsync(cancellation);
        return [.. found.Select(row => new BatchSummary(row.Batch, row.Total, row.Sent, row.Refused))];
    }

    public async Task<ApplicationBatchView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var own = current.Actor.EnterpriseId;
        var batch = await db.ApplicationBatches.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && own != null && row.EnterpriseId == own, cancellation)
            ?? throw RuleViolation.NotFound("BatchUnknown");
        var form = (await flows.FindPublishedAsync(batch.Flow, cancellation)).Form;
        var rows = await db.ApplicationRows.AsNoTracking().Where(row => row.BatchId == id)
            .OrderBy(row => row.Position).ToListAsync(cancellation);
        var given = rows.ToDictionary(row => row.Position, row => GivenOf(row, form));
        var ids = rows.Select(row => row.WorkerId ?? IdOf(given[row.Position])).OfType<Guid>().ToList();
        var names = await sight.Among(db.Workers.AsNoTracking()).Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.NameOriginal, cancellation);
        return new ApplicationBatchView(
            batch,
            form,
            [.. rows.Select(row => new BatchRowView(row, NameOf(row, given[row.Position])))],
            batch.OwnerId == current.Actor.UserId);

        string NameOf(ApplicationRow row, string text) =>
            (row.WorkerId ?? IdOf(text)) is { } worker && names.TryGetValue(worker, out var name) ? name : text;
    }

    /// <summary>A file to fill in: the columns in the reader's language, the worker first.</summary>
    /// <exception cref="RuleViolation">The matter is not about one worker.</exception>
    public static byte[] Template(FormDefinition form, CultureInfo culture) => form.FindWorkerField() is null
        ? throw RuleViolation.NotFound("BatchMatterNotOfOneWorker", form.Title)
        : CsvText.Write([[.. form.RowFields().Select(field => field.Label.In(culture))]]);

    /// <summary>The refused rows with what is wrong beside them, to be put right and sent again.</summary>
    public static byte[] Refusals(ApplicationBatchView view, Func<string, string?> labelOf, CultureInfo culture)
    {
        var columns = JsonSerializer.Deserialize<IReadOnlyList<string>>(view.Batch.Columns, JsonText.Readable)!;
        return CsvText.Write(view.Rows.Where(line => line.Row.State == RowState.Refused)
            .Select(line => (IReadOnlyList<string?>)
            [
                .. CellsOf(line.Row, columns), $"{line.Who} – {Told(line.Row, labelOf, culture)}",
            ])
            .Prepend(
            [
                .. columns.Select(name => view.Form.FindField(name)?.Label.In(culture) ?? name),
                SheetColumns.Problems.In(culture),
            ]));
    }

    public static string Told(ApplicationRow row, Func<string, string?> labelOf, CultureInfo culture) =>
        string.Join(" ", row.ReadProblems().Select(problem => labelOf(problem.Field) is { } label
            ? $"{label}: {problem.Text.In(culture)}"
            : problem.Text.In(culture)));

    private static IEnumerable<string?> CellsOf(ApplicationRow row, IReadOnlyList<string> columns)
    {
        var values = JsonNode.Parse(row.Values)!.AsObject();
        return columns.Select(name => values[name] switch
        {
            JsonArray several => string.Join('、', several.Select(one => one?.ToString())),
            var one => one?.ToString(),
        });
    }

    private static string GivenOf(ApplicationRow row, FormDefinition form) =>
        JsonNode.Parse(row.Values)![form.FindWorkerField()!.Name]?.ToString() ?? "";

    private static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;
}
