using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>A grade that was worked out, with its reasons; the history of the result.</summary>
public sealed class AssessmentGrade
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required int Version { get; init; }
    public required string Grade { get; init; }
    public required decimal Percent { get; init; }

    /// <summary>Sentences as <see cref="SentenceText"/> writes them.</summary>
    public required string ReasonsText { get; init; }
    public required DateTimeOffset At { get; init; }

    public IReadOnlyList<Sentence> Reasons => [.. SentenceText.ReadLines(ReasonsText).Select(line => line.Text)];

    internal sealed class Mapping : IEntityTypeConfiguration<AssessmentGrade>
    {
        public void Configure(EntityTypeBuilder<AssessmentGrade> builder)
        {
            builder.ToTable("AssessmentGrades");
            builder.Property(row => row.Grade).HasMaxLength(1);
            builder.Property(row => row.Percent).HasPrecision(5, 1);
            builder.Ignore(row => row.Reasons);
            builder.HasIndex(row => new { row.CaseId, row.Version }).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        }
    }
}
