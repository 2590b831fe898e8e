using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Rosters;

/// <summary>The columns of a roster of workers.</summary>
public static class RosterColumns
{
    public static SheetFields Fields { get; } = SheetFields.Of(
        "WorkerField.",
        WorkerFields.All,
        [WorkerFields.NameOriginal, WorkerFields.Sex, WorkerFields.BirthDate, WorkerFields.DocumentNumber]);

    public static LocalText LabelOf(string field) => Fields.LabelOf(field);
}
