namespace ApprovalFlows.Core.Attachments;

/// <summary>A file somebody handed in. The bytes lie in the file store under the SHA-256 of their content.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string FileName { get; init; }
    public required string ContentType { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    public required Guid UploadedById { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Attachment>
    {
        public void Configure(EntityTypeBuilder<Attachment> builder)
        {
            builder.Property(file => file.FileName).HasMaxLength(200);
            builder.Property(file => file.ContentType).HasMaxLength(100);
            builder.Property(file => file.Sha256).HasMaxLength(64);
            builder.HasIndex(file => new { file.UploadedById, file.UploadedAt });
        }
    }
}

/// <summary>That a file fills a slot of a case's form. The same file may serve several cases.</summary>
public sealed class CaseFile
{
    public required Guid CaseId { get; init; }
    public required string Slot { get; init; }
    public required Guid AttachmentId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseFile>
    {
        public void Configure(EntityTypeBuilder<CaseFile> builder)
        {
            builder.HasKey(file => new { file.CaseId, file.Slot, file.AttachmentId });
            builder.Property(file => file.Slot).HasMaxLength(60);
            builder.HasIndex(file => file.AttachmentId);
        }
    }
}
