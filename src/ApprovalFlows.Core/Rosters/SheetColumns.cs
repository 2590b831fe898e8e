using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Rosters;

/// <summary>The fields that a file may have columns for.</summary>
/// <param name="Labels">What a column of each field is called.</param>
/// <param name="Needed">Those without which the file is not what was asked for.</param>
public sealed record SheetFields(IReadOnlyDictionary<string, LocalText> Labels, IReadOnlyList<string> Needed)
{
    /// <param name="keys">What the keys of their names begin with.</param>
    /// <param name="fields">The fields of a register.</param>
    /// <param name="needed">Those without which the file is none of this register.</param>
    public static SheetFields Of(string keys, IEnumerable<string> fields, IReadOnlyList<string> needed) =>
        new(fields.ToDictionary(field => field, field => LocalText.Of(keys + field)), needed);

    public IEnumerable<string> Fields => Labels.Keys;

    public LocalText LabelOf(string field) => Labels[field];
}

/// <summary>Which column of a file holds which field: by its name in any language, or by the name in the API.</summary>
public sealed class SheetColumns
{
    private readonly Dictionary<int, string> fields = [];

    private SheetColumns()
    {
    }

    /// <summary>Heads what is wrong with each row in the files that we hand back; it is read over.</summary>
    public static LocalText Problems => LocalText.Of("SheetProblems");

    public IEnumerable<string> Fields => fields.Values;

    /// <exception cref="RuleViolation">A column is missing, twice or unknown.</exception>
    public static SheetColumns Of(SheetRow header, SheetFields asked)
    {
        var known = asked.Labels
            .SelectMany(label => NamesOf(label.Key, label.Value).Select(name => (name, field: label.Key)))
            .DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.field);
        var problems = NamesOf("problems", Problems);
        var columns = new SheetColumns();
        for (var index = 0; index < header.Cells.Count; index++)
        {
            var name = Fold(header.Cells[index]);
            if (name.Length == 0 || (problems.Contains(name) && !known.ContainsKey(name))) continue;
            if (!known.TryGetValue(name, out var field))
                throw RuleViolation.Invalid("file", "RosterColumnUnknown", header.Cells[index]);
            if (columns.fields.ContainsValue(field))
                throw RuleViolation.Invalid("file", "RosterColumnTwice", header.Cells[index]);
            columns.fields[index] = field;
        }

        foreach (var field in asked.Needed.Where(field => !columns.fields.ContainsValue(field)))
            throw RuleViolation.Invalid("file", "RosterColumnMissing", asked.LabelOf(field));
        return columns;
    }

    public SheetLine Read(SheetRow row) => new(
        row.Number,
        fields.ToDictionary(column => column.Value, column => row.Cells.ElementAtOrDefault(column.Key)),
        [.. fields.Where(column => row.Formulas.Contains(column.Key)).Select(column => column.Value)]);

    private static string[] NamesOf(string field, LocalText label) =>
        [Fold(field), Fold(label.Zh), Fold(label.Vi), Fold(label.En)];

    private static string Fold(string name) => SearchText.Fold(name.Trim().TrimEnd('*', '＊').Trim());
}

/// <summary>A row of a file by the names of its fields, and those in which a formula stood.</summary>
public sealed record SheetLine(
    int Number, IReadOnlyDictionary<string, string?> Texts, IReadOnlyList<string> Formulas);
