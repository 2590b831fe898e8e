namespace ApprovalFlows.Core.Inbox.Filters;

/// <summary>A way of looking at the inbox that somebody keeps under a name of their own.</summary>
public sealed class InboxFilter
{
    public const int MaxNameLength = 40;
    public const int MaxQueryLength = 500;

    /// <summary>As many as one person may keep.</summary>
    public const int MaxPerPerson = 30;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OwnerId { get; init; }
    public required string Name { get; init; }

    /// <summary>What the page's address says after the question mark.</summary>
    public required string Query { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboxFilter>
    {
        public void Configure(EntityTypeBuilder<InboxFilter> builder)
        {
            builder.Property(filter => filter.Name).HasMaxLength(MaxNameLength);
            builder.Property(filter => filter.Query).HasMaxLength(MaxQueryLength);
            builder.HasIndex(filter => new { filter.OwnerId, filter.Name }).IsUnique();
        }
    }
}
