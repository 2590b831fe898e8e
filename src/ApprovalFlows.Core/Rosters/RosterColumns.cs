using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Rosters;

/// <summary>The columns of a roster: the fields of a worker and of the document of identity.</summary>
public static class RosterColumns
{
    private static readonly string[] Needed =
        [WorkerFields.NameOriginal, WorkerFields.Sex, WorkerFields.BirthDate, WorkerFields.DocumentNumber];

    /// <exception cref="RuleViolation">A column is missing, twice or unknown.</exception>
    public static SheetColumns Of(SheetRow header)
    {
        var columns = SheetColumns.Of(
            header, WorkerFields.All.Select(field => KeyValuePair.Create(field, LabelOf(field))));
        foreach (var field in Needed) columns.MustHave(field, LabelOf(field));
        return columns;
    }

    public static LocalText LabelOf(string field) => LocalText.Of("WorkerField." + field);
/// <summary>The columns of a roster of workers.</summary>
public static class RosterColumns
{
    public static SheetFields Fields { get; } = new(
        "WorkerField.",
        WorkerFields.All,
        [WorkerFields.NameOriginal, WorkerFields.Sex, WorkerFields.BirthDate, WorkerFields.DocumentNumber]);

    public static LocalText LabelOf(string field) => Fields.LabelOf(field);
}
