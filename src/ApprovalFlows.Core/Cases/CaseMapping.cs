using ApprovalFlows.Core.Audit.Keys;

namespace ApprovalFlows.Core.Cases;

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.Property(file => file.Number).HasMaxLength(40);
        builder.Property(file => file.Flow).HasMaxLength(100);
        builder.Property(file => file.FlowVersionId).HasMaxLength(60);
        builder.Property(file => file.InstanceId).HasMaxLength(60);
        builder.Property(file => file.Title).HasMaxLength(200);
        builder.Property(file => file.Applicant).HasMaxLength(100);
        builder.Property(file => file.AreaCode).HasMaxLength(9);
        builder.Property(file => file.Region).HasMaxLength(4);
        builder.Property(file => file.FilingNumber).HasMaxLength(60);
        builder.Property(file => file.Status).HasConversion<string>().HasMaxLength(30);
        builder.Property(file => file.AuditHash).HasMaxLength(64);
        builder.Property(file => file.AuditKeyId).HasMaxLength(AuditKey.IdLength);
        builder.Property(file => file.AuditSignature).HasMaxLength(100);
        builder.Property(file => file.Revision).IsConcurrencyToken();
        builder.HasIndex(file => file.Number).IsUnique();
        builder.HasIndex(file => file.InstanceId).IsUnique();
        builder.HasIndex(file => new { file.EnterpriseId, file.SubmittedAt });
        builder.HasIndex(file => file.WorkerId);
        builder.HasIndex(file => new { file.ApplicantUserId, file.SubmittedAt });
        builder.HasIndex(file => new { file.Status, file.SubmittedAt });
        builder.HasMany(file => file.Audit).WithOne().HasForeignKey(entry => entry.CaseId);
        builder.HasMany(file => file.Suspensions).WithOne().HasForeignKey(row => row.CaseId);
        builder.HasMany(file => file.Corrections).WithOne().HasForeignKey(row => row.CaseId);
    }
}
