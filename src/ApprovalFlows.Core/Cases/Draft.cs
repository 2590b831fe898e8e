namespace ApprovalFlows.Core.Cases;

/// <summary>An application somebody is still filling in; one per person and flow (or case under correction).</summary>
public sealed class Draft
{
    public required Guid UserId { get; init; }

    /// <summary>The flow, or the number of the case being corrected.</summary>
    public required string Subject { get; init; }
    public required string Values { get; set; }

    /// <summary>Slot to attachment ids, as JSON.</summary>
    public required string Attachments { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.HasKey(draft => new { draft.UserId, draft.Subject });
            builder.Property(draft => draft.Subject).HasMaxLength(100);
        }
    }
}
