namespace ApprovalFlows.Core.Inbox.Copies;

/// <summary>A case shown to an official for information (抄送), who marks it as read (已阅).</summary>
public sealed class CaseCopy
{
    public const int MaxNoteLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required Guid TaskId { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
    public required Guid ToId { get; init; }
    public required string ToName { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public DateTimeOffset? ReadAt { get; private set; }

    public void Read(DateTimeOffset now) => ReadAt ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<CaseCopy>
    {
        public void Configure(EntityTypeBuilder<CaseCopy> builder)
        {
            builder.ToTable("CaseCopies");
            builder.Property(copy => copy.ByName).HasMaxLength(100);
            builder.Property(copy => copy.ToName).HasMaxLength(100);
            builder.Property(copy => copy.Note).HasMaxLength(MaxNoteLength);
            builder.HasIndex(copy => new { copy.TaskId, copy.ToId }).IsUnique();
            builder.HasIndex(copy => new { copy.CaseId, copy.ToId });
            builder.HasIndex(copy => new { copy.ToId, copy.ReadAt });
        }
    }
}
