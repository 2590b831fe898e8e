namespace ApprovalFlows.Core.Cases;

/// <summary>A stretch in which the clock of a case stands still, and why.</summary>
public sealed class Suspension
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; set; }

    /// <summary>Resource key of the reason, for instance the applicant owing a correction.</summary>
    public required string Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Suspension>
    {
        public void Configure(EntityTypeBuilder<Suspension> builder)
        {
            builder.Property(suspension => suspension.Reason).HasMaxLength(60);
            builder.HasIndex(suspension => suspension.CaseId);
        }
    }
}
