namespace ApprovalFlows.Core.Certificates;

public enum CertificateStatus
{
    Valid,
    Suspended,
    Revoked,
    Cancelled,
}

/// <summary>A certificate that was issued. Expiry is not a status: it follows from the dates.</summary>
public sealed class Certificate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; init; }

    /// <summary>Two letters of the number: YG, LW, WG, JK, ZD.</summary>
    public required string Kind { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid? EnterpriseId { get; init; }
    public required string HolderName { get; init; }
    public required string HolderCode { get; init; }
    public required string IssuerDepartmentCode { get; init; }
    public required string FilingNumber { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidTo { get; init; }

    /// <summary>What the paper says beyond its holder, as JSON: posts, headcount, work place.</summary>
    public required string Contents { get; init; }
    public CertificateStatus Status { get; set; }
    public string? PdfSha256 { get; set; }

    public CertificateState StateOn(DateOnly day) => Status switch
    {
        CertificateStatus.Suspended => CertificateState.Suspended,
        CertificateStatus.Revoked => CertificateState.Revoked,
        CertificateStatus.Cancelled => CertificateState.Cancelled,
        _ when day < ValidFrom => CertificateState.NotYetValid,
        _ when day > ValidTo => CertificateState.Expired,
        _ => CertificateState.Valid,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> builder)
        {
            builder.Property(certificate => certificate.Number).HasMaxLength(18);
            builder.Property(certificate => certificate.Kind).HasMaxLength(2);
            builder.Property(certificate => certificate.HolderName).HasMaxLength(100);
            builder.Property(certificate => certificate.HolderCode).HasMaxLength(20);
            builder.Property(certificate => certificate.IssuerDepartmentCode).HasMaxLength(40);
            builder.Property(certificate => certificate.FilingNumber).HasMaxLength(60);
            builder.Property(certificate => certificate.PdfSha256).HasMaxLength(64);
            builder.HasIndex(certificate => certificate.Number).IsUnique();
            builder.HasIndex(certificate => certificate.CaseId).IsUnique();
            builder.HasIndex(certificate => certificate.EnterpriseId);
        }
    }
}

public enum CertificateState
{
    Valid,
    NotYetValid,
    Expired,
    Suspended,
    Revoked,
    Cancelled,
}
