using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Rosters;

/// <summary>Takes a roster of workers in: reads the file, applies it in batches, keeps what came of it.</summary>
public sealed class RosterService(UnitOfWork work, TimeProvider time)
{
    public const int BatchSize = 200;
    private const int MaxNameLength = 200;

    /// <summary>A batch is a unit of work: rows before a failure stay; the same file again changes nothing.</summary>
    /// <exception cref="RuleViolation">The file as a whole cannot be taken.</exception>
    public async Task<RosterUpload> TakeAsync(
        Actor actor, string fileName, byte[] content, CancellationToken cancellation = default)
    {
        var sheet = Sheet.Read(content);
        var columns = SheetColumns.Of(sheet[0], RosterColumns.Fields);
        if (sheet.Count == 1) throw RuleViolation.Invalid("file", "SheetEmpty");
        var lines = sheet.Skip(1).Select(columns.Read).ToList();
        List<RosterRow> rows = [];
        foreach (var batch in lines.Chunk(BatchSize))
        {
            rows.AddRange(await work.RunAsync<RosterApplying, IReadOnlyList<RosterRow>>(
                actor, service => service.ApplyAsync(batch, cancellation), cancellation));
        }

        var upload = new RosterUpload
        {
            EnterpriseId = actor.EnterpriseId,
            ActorId = actor.UserId,
            FileName = fileName.Length > MaxNameLength ? fileName[..MaxNameLength] : fileName,
            At = time.GetUtcNow(),
            Created = Count(RosterOutcome.Created),
            Changed = Count(RosterOutcome.Changed),
            Unchanged = Count(RosterOutcome.Unchanged),
            Refused = Count(RosterOutcome.Refused),
            Result = JsonSerializer.Serialize(new RosterResult(rows), JsonText.Readable),
        };
        await work.RunAsync<AppDbContext>(
            actor,
            db =>
            {
                db.Set<RosterUpload>().Add(upload);
                return Task.CompletedTask;
            },
            cancellation);
        return upload;

        int Count(RosterOutcome outcome) => rows.Count(row => row.Outcome == outcome);
    }

    public static RosterResult ResultOf(RosterUpload upload) =>
        JsonSerializer.Deserialize<RosterResult>(upload.Result, JsonText.Readable)!;

    /// <summary>A file to fill in: the names of the columns in the reader's language.</summary>
    public static byte[] Template(CultureInfo culture) =>
        CsvText.Write([[.. WorkerFields.All.Select(field => RosterColumns.LabelOf(field).In(culture))]]);

    /// <summary>What was refused: row, field, what is wrong, the masked value.</summary>
    /// <param name="upload">The roster.</param>
    /// <param name="header">The names of these four columns.</param>
    /// <param name="culture">The language of the reader.</param>
    public static byte[] Refusals(RosterUpload upload, IReadOnlyList<string?> header, CultureInfo culture) =>
        CsvText.Write(ResultOf(upload).Rows
            .SelectMany(row => row.Errors.Select(error => (IReadOnlyList<string?>)
            [
                row.Number.ToString(CultureInfo.InvariantCulture),
                RosterColumns.LabelOf(error.Field).In(culture),
                SentenceText.Read(error.Sentence).In(culture),
                error.Value,
            ]))
            .Prepend(header));
}

/// <summary>The rosters that the actor handed in.</summary>
public sealed class RosterList(AppDbContext db, CurrentActor current)
{
    public const int MaxShown = 20;

    public async Task<IReadOnlyList<RosterUpload>> ListAsync(CancellationToken cancellation = default) =>
        await Own().OrderByDescending(upload => upload.At).Take(MaxShown).ToListAsync(cancellation);

    public async Task<RosterUpload> MustFindAsync(Guid id, CancellationToken cancellation = default) =>
        await Own().FirstOrDefaultAsync(upload => upload.Id == id, cancellation)
        ?? throw RuleViolation.NotFound("RosterUnknown");

    private IQueryable<RosterUpload> Own()
    {
        var actor = current.Actor;
        return db.Set<RosterUpload>().AsNoTracking().Where(upload => actor.EnterpriseId == null
            ? upload.ActorId == actor.UserId
            : upload.EnterpriseId == actor.EnterpriseId);
    }
}
