using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// A step of a flow that some post has had tasks of, with the words it is found by. There are few of
/// them, so names that thousands of tasks share are looked for here and not in the tasks.
/// </summary>
public sealed class StepLabel
{
    private const char Line = '\n';

    public required string Flow { get; init; }
    public required string StepId { get; init; }
    public required string DepartmentCode { get; init; }
    public required string PostCode { get; init; }

    /// <summary>Names of the step, folded.</summary>
    public required string StepText { get; set; }

    /// <summary>Names of the flow, folded.</summary>
    public required string FlowText { get; set; }

    /// <summary>A flow that is published again may name a step anew; both names find it.</summary>
    /// <returns>Whether one of them was new.</returns>
    public bool AddNames(string step, string flow)
    {
        var (steps, flows) = (Together(StepText, step), Together(FlowText, flow));
        if (steps == StepText && flows == FlowText) return false;
        (StepText, FlowText) = (steps, flows);
        return true;
    }

    public static string TextOf(params IEnumerable<string> names) =>
        string.Join(Line, names.Select(SearchText.Fold).Where(name => name.Length > 0).Distinct());

    public static string TextOf(LocalText names) => TextOf(names.Zh, names.Vi, names.En);

    private static string Together(string known, string added) =>
        string.Join(Line, known.Split(Line).Concat(added.Split(Line)).Distinct().Where(name => name.Length > 0));

    internal sealed class Mapping : IEntityTypeConfiguration<StepLabel>
    {
        public void Configure(EntityTypeBuilder<StepLabel> builder)
        {
            builder.HasKey(row => new { row.DepartmentCode, row.PostCode, row.Flow, row.StepId });
            builder.Property(row => row.Flow).HasMaxLength(100);
            builder.Property(row => row.StepId).HasMaxLength(100);
            builder.Property(row => row.DepartmentCode).HasMaxLength(40);
            builder.Property(row => row.PostCode).HasMaxLength(40);
        }
    }
}
