namespace ApprovalFlows.Core.Assessments;

/// <summary>The assessment of one year: its days and the rules it was opened with. One per year.</summary>
public sealed class AssessmentCycle
{
    private AssessmentRules? read;

    public required int Year { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null when the schedule opened it.</summary>
    public required Guid? OpenedById { get; init; }
    public required string OpenedByName { get; init; }
    public required DateOnly ReportDue { get; init; }
    public required DateOnly ClosesOn { get; init; }

    /// <summary>The rules as JSON: what was published counts, whatever a later program says.</summary>
    public required string RulesText { get; init; }

    public AssessmentRules Rules => read ??= AssessmentRules.Parse(RulesText);

    public DateOnly FirstDay => new(Year, 1, 1);

    public DateOnly LastDay => new(Year, 12, 31);

    internal sealed class Mapping : IEntityTypeConfiguration<AssessmentCycle>
    {
        public void Configure(EntityTypeBuilder<AssessmentCycle> builder)
        {
            builder.ToTable("AssessmentCycles");
            builder.HasKey(cycle => cycle.Year);
            builder.Property(cycle => cycle.Year).ValueGeneratedNever();
            builder.Property(cycle => cycle.OpenedByName).HasMaxLength(200);
            builder.Ignore(cycle => cycle.Rules);
            builder.Ignore(cycle => cycle.FirstDay);
            builder.Ignore(cycle => cycle.LastDay);
        }
    }
}
