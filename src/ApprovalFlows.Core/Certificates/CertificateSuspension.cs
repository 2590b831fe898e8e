namespace ApprovalFlows.Core.Certificates;

/// <summary>
/// Days on which a certificate counts for nothing though it was not ended. What rests on it is held up on the
/// same days without a row of its own: that is derived.
/// </summary>
public sealed class CertificateSuspension
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CertificateId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day on which it counts again; null while nobody lifted it.</summary>
    public DateOnly? Until { get; set; }
    public required string Reason { get; init; }
    public required Guid OrderedById { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public Guid? LiftedById { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }

    public bool Covers(DateOnly day) => From <= day && (Until is null || day < Until);

    internal sealed class Mapping : IEntityTypeConfiguration<CertificateSuspension>
    {
        public void Configure(EntityTypeBuilder<CertificateSuspension> builder)
        {
            builder.Property(row => row.Reason).HasMaxLength(500);
            builder.HasIndex(row => new { row.CertificateId, row.From });
        }
    }
}
