using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What an enterprise has against the sheet of an office, and what became of it.</summary>
public sealed class AssessmentObjection
{
    public const int MaxReasonLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string Office { get; init; }
    public required string Reason { get; init; }
    public required Guid ById { get; init; }
    public required DateTimeOffset At { get; init; }
    public bool? IsUpheld { get; private set; }
    public string? Opinion { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsOpen => DecidedAt is null;

    public void Decide(bool isUpheld, string opinion, string by, DateTimeOffset now)
    {
        if (!IsOpen) throw new RuleViolation("ObjectionDecided");
        (IsUpheld, Opinion, DecidedByName, DecidedAt) = (isUpheld, opinion, by, now);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<AssessmentObjection>
    {
        public void Configure(EntityTypeBuilder<AssessmentObjection> builder)
        {
            builder.ToTable("AssessmentObjections");
            builder.Property(row => row.Office).HasMaxLength(40);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(row => row.DecidedByName).HasMaxLength(200);
            builder.Property(row => row.DecidedAt).IsConcurrencyToken();
            builder.Ignore(row => row.IsOpen);
            builder.HasIndex(row => new { row.CaseId, row.At });
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        }
    }
}
