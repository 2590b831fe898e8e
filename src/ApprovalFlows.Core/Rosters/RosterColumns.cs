using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Rosters;

/// <summary>Which column of a file holds which field: by its name in any language, or by the name in the API.</summary>
public sealed class RosterColumns
{
    private readonly Dictionary<int, string> fields = [];

    private RosterColumns()
    {
    }

    /// <exception cref="RuleViolation">A column is missing, twice or unknown.</exception>
    public static RosterColumns Of(SheetRow header)
    {
        var known = WorkerFields.All.SelectMany(field => NamesOf(field).Select(name => (name, field)))
            .DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.field);
        var columns = new RosterColumns();
        for (var index = 0; index < header.Cells.Count; index++)
        {
            var name = Fold(header.Cells[index]);
            if (name.Length == 0) continue;
            if (!known.TryGetValue(name, out var field))
                throw RuleViolation.Invalid("file", "RosterColumnUnknown", header.Cells[index]);
            if (columns.fields.ContainsValue(field))
                throw RuleViolation.Invalid("file", "RosterColumnTwice", header.Cells[index]);
            columns.fields[index] = field;
        }

        string[] needed =
            [WorkerFields.NameOriginal, WorkerFields.Sex, WorkerFields.BirthDate, WorkerFields.DocumentNumber];
        foreach (var field in needed.Where(field => !columns.fields.ContainsValue(field)))
            throw RuleViolation.Invalid("file", "RosterColumnMissing", LabelOf(field));
        return columns;
    }

    public IReadOnlyDictionary<string, string?> Read(SheetRow row) => fields.ToDictionary(
        column => column.Value, column => row.Cells.ElementAtOrDefault(column.Key));

    public IEnumerable<string> FormulasOf(SheetRow row) =>
        fields.Where(column => row.Formulas.Contains(column.Key)).Select(column => column.Value);

    public static LocalText LabelOf(string field) => LocalText.Of("WorkerField." + field);

    private static IEnumerable<string> NamesOf(string field)
    {
        var label = LabelOf(field);
        return [Fold(field), Fold(label.Zh), Fold(label.Vi), Fold(label.En)];
    }

    private static string Fold(string name) => SearchText.Fold(name.Trim().TrimEnd('*', '＊').Trim());
}
