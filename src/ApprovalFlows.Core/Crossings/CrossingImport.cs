using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Search;
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

    public async Task<IReadOnlyList<CrossingImportRow>> TakeAsync(
        Actor actor, byte[] content, CancellationToken cancellation = default)
    {
        CrossingService.MustInspect(actor);
        var sheet = Sheet.Read(content);
        var places = PlacesOf(sheet[0]);
        List<CrossingImportRow> results = [];
        foreach (var row in sheet.Skip(1))
            results.Add(await TakeAsync(actor, row, places, cancellation));
        return results;
    }

    private async Task<CrossingImportRow> TakeAsync(
        Actor actor, SheetRow row, Dictionary<string, int> places, CancellationToken cancellation)
    {
        try
        {
            var wish = Read(row, places);
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

    private static Dictionary<string, int> PlacesOf(SheetRow header)
    {
        var places = new Dictionary<string, int>();
        for (var index = 0; index < header.Cells.Count; index++)
        {
            var name = SearchText.Fold(header.Cells[index]);
            if (Columns.FirstOrDefault(known => SearchText.Fold(known) == name) is { } column)
                places[column] = index;
        }

        return Columns.FirstOrDefault(column => !places.ContainsKey(column)) is { } missing
            ? throw RuleViolation.Invalid("file", "RosterColumnMissing", missing)
            : places;
    }

    private static CrossingWish Read(SheetRow row, Dictionary<string, int> places)
    {
        if (!DateTimeOffset.TryParse(
                Cell("at"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) || !HasOffset(Cell("at")))
            throw RuleViolation.Invalid("at", "CrossingTime");
        if (DirectionOf(Cell("direction")) is not { } direction)
            throw RuleViolation.Invalid("direction", "FieldMustBe", "entry | exit");
        return new CrossingWish(Cell("documentKind"), Cell("documentNumber"), direction, at, Cell("port"));

        string Cell(string column) => (row.Cells.ElementAtOrDefault(places[column]) ?? "").Trim();
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
