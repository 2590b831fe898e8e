using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Crossings;

public enum CrossingImportOutcome
{
    Matched,
    Unmatched,
    Unchanged,
    Refused,
}

public sealed record CrossingImportRow(int Number, CrossingImportOutcome Outcome, string? Field, Sentence? Problem);

/// <summary>A file of stamps: each row is recorded or told by its number; the same row twice is one stamp.</summary>
public sealed class CrossingImport(UnitOfWork work)
{
    private static readonly string[] Columns = ["documentKind", "documentNumber", "direction", "at", "port"];

    public static SheetFields Fields { get; } = SheetFields.Of("CrossingField.", Columns, Columns);

    public async Task<IReadOnlyList<CrossingImportRow>> TakeAsync(
        Actor actor, byte[] content, CancellationToken cancellation = default)
    {
        CrossingService.MustInspect(actor);
        var sheet = Sheet.Read(content);
        var columns = SheetColumns.Of(sheet[0], Fields);
        List<CrossingImportRow> results = [];
        foreach (var row in sheet.Skip(1))
            results.Add(await TakeAsync(actor, columns.Read(row), cancellation));
        return results;
    }

    private async Task<CrossingImportRow> TakeAsync(
        Actor actor, SheetLine row, CancellationToken cancellation)
    {
        try
        {
            var wish = Read(row);
            var done = await work.RunAsync<CrossingService, CrossingRecorded>(
                actor, service => service.RecordAsync(wish, cancellation), cancellation);
            return new CrossingImportRow(row.Number, OutcomeOf(done), null, null);
        }
        catch (RuleViolation refusal)
        {
            var (field, problem) = refusal.Errors.Count > 0
                ? (refusal.Errors.First().Key, refusal.Errors.First().Value[0])
                : ((string?)null, refusal.Sentence);
            return new CrossingImportRow(row.Number, CrossingImportOutcome.Refused, field, problem);
        }
    }

    private static CrossingImportOutcome OutcomeOf(CrossingRecorded done) => !done.IsNew
        ? CrossingImportOutcome.Unchanged
        : done.Worker is null ? CrossingImportOutcome.Unmatched : CrossingImportOutcome.Matched;

    private static CrossingWish Read(SheetLine row)
    {
        if (!DateTimeOffset.TryParse(
                Cell("at"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) || !HasOffset(Cell("at")))
            throw RuleViolation.Invalid("at", "CrossingTime");
        if (DirectionOf(Cell("direction")) is not { } direction)
            throw RuleViolation.Invalid("direction", "FieldMustBe", "entry | exit");
        return new CrossingWish(Cell("documentKind"), Cell("documentNumber"), direction, at, Cell("port"));

        string Cell(string column) => (row.Texts[column] ?? "").Trim();
    }

    /// <summary>Null when it is neither.</summary>
    public static CrossingDirection? DirectionOf(string text) => text.ToLowerInvariant() switch
    {
        "entry" or "入境" or "nhập cảnh" => CrossingDirection.Entry,
        "exit" or "出境" or "xuất cảnh" => CrossingDirection.Exit,
        _ => null,
    };

    // A time without its offset could be that of either side of the border.
    public static bool HasOffset(string at) =>
        at.EndsWith('Z') || (at.Length > 6 && at[^6] is '+' or '-' && at[^3] == ':');
}
