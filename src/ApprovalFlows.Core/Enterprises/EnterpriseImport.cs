using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>What came of one row of a file of enterprises.</summary>
public sealed record EnterpriseImportRow(
    int Number, RosterOutcome Outcome, Guid? EnterpriseId, IReadOnlyDictionary<string, IReadOnlyList<Sentence>> Errors)
{
    public static EnterpriseImportRow Refused(
        int number, IReadOnlyDictionary<string, IReadOnlyList<Sentence>> errors) =>
        new(number, RosterOutcome.Refused, null, errors);
}

/// <summary>
/// Takes a file of enterprises in: each row registers a firm or changes the one with its credit code; the same file
/// again changes nothing.
/// </summary>
public sealed class EnterpriseImport(UnitOfWork work)
{
    private const int BatchSize = 200;

    public static SheetFields Fields { get; } =
        SheetFields.Of("FirmField.", EnterpriseFields.All, EnterpriseFields.Required);

    /// <exception cref="RuleViolation">The file as a whole cannot be taken.</exception>
    public async Task<IReadOnlyList<EnterpriseImportRow>> TakeAsync(
        Actor actor, byte[] content, CancellationToken cancellation = default)
    {
        var sheet = Sheet.Read(content);
        var columns = SheetColumns.Of(sheet[0], Fields);
        if (sheet.Count == 1) throw RuleViolation.Invalid("file", "SheetEmpty");
        List<EnterpriseImportRow> rows = [];
        foreach (var batch in sheet.Skip(1).Select(columns.Read).Chunk(BatchSize))
        {
            rows.AddRange(await work.RunAsync<EnterpriseService, IReadOnlyList<EnterpriseImportRow>>(
                actor, service => service.ImportAsync(batch, cancellation), cancellation));
        }

        return rows;
    }
}
