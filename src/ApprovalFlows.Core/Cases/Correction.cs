namespace ApprovalFlows.Core.Cases;

/// <summary>
/// One request to make up what is missing (补正): everything at once, because the applicant may be
/// asked only once per examination. 行政许可法 §32(4).
/// </summary>
public sealed class Correction
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required Guid TaskId { get; init; }
    public required string BookmarkId { get; set; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required string RequestedBy { get; init; }
    public required string Opinion { get; init; }
    public required List<CorrectionItem> Items { get; init; }

    /// <summary>The values as they were when the correction was asked for, to show what changed since.</summary>
    public required string ValuesBefore { get; init; }
    public DateTimeOffset? ResubmittedAt { get; set; }

    /// <summary>When the reminders look at it next.</summary>
    public DateTimeOffset RemindAt { get; set; } = DateTimeOffset.UnixEpoch;

    internal sealed class Mapping : IEntityTypeConfiguration<Correction>
    {
        public void Configure(EntityTypeBuilder<Correction> builder)
        {
            builder.Property(correction => correction.BookmarkId).HasMaxLength(60);
            builder.Property(correction => correction.RequestedBy).HasMaxLength(200);
            builder.OwnsMany(correction => correction.Items, items => items.ToJson());
            builder.Property(correction => correction.RemindAt).HasDefaultValue(DateTimeOffset.UnixEpoch);
            builder.HasIndex(correction => correction.CaseId);
            builder.HasIndex(correction => correction.RemindAt).HasFilter("\"ResubmittedAt\" IS NULL");
        }
    }
}

/// <summary>One thing to make up; without a field it concerns the application as a whole.</summary>
public sealed class CorrectionItem
{
    public string? Field { get; set; }
    public required string Reason { get; set; }
}
