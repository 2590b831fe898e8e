namespace ApprovalFlows.Core.Certificates;

/// <summary>A line in the life of a certificate: issued, suspended, reinstated, renewed, revoked …</summary>
public sealed class CertificateEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CertificateId { get; init; }

    /// <summary>Its text is in Certificates.resx under Act.</summary>
    public required string Act { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>From when it counts; the day of the entry unless another was ordered.</summary>
    public required DateOnly From { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Reason { get; init; }

    /// <summary>The rule it rests on.</summary>
    public string? Rule { get; init; }
    public Guid? CaseId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CertificateEntry>
    {
        public void Configure(EntityTypeBuilder<CertificateEntry> builder)
        {
            builder.Property(entry => entry.Act).HasMaxLength(30);
            builder.Property(entry => entry.ActorName).HasMaxLength(200);
            builder.Property(entry => entry.Reason).HasMaxLength(1100);
            builder.Property(entry => entry.Rule).HasMaxLength(100);
            builder.HasIndex(entry => new { entry.CertificateId, entry.At });
            builder.HasIndex(entry => entry.At);
            builder.HasIndex(entry => new { entry.At, entry.Id });
        }
    }
}
