namespace ApprovalFlows.Core.Inbox.Opinions;

/// <summary>What somebody has written about a task and not yet sent; one per person and task.</summary>
public sealed class OpinionDraft
{
    public const int MaxItemsLength = 60_000;

    public required Guid UserId { get; init; }
    public required Guid TaskId { get; init; }
    public required string Outcome { get; set; }
    public required string Opinion { get; set; }

    /// <summary>What is to be corrected, as JSON.</summary>
    public required string Items { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OpinionDraft>
    {
        public void Configure(EntityTypeBuilder<OpinionDraft> builder)
        {
            builder.HasKey(draft => new { draft.UserId, draft.TaskId });
            builder.Property(draft => draft.Outcome).HasMaxLength(60);
        }
    }
}

/// <summary>Something one writes often.</summary>
public sealed class OpinionPhrase
{
    public const int MaxLength = 300;
    public const int MaxPerPerson = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OwnerId { get; init; }
    public required string Text { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OpinionPhrase>
    {
        public void Configure(EntityTypeBuilder<OpinionPhrase> builder)
        {
            builder.Property(phrase => phrase.Text).HasMaxLength(MaxLength);
            builder.HasIndex(phrase => new { phrase.OwnerId, phrase.Text }).IsUnique();
        }
    }
}
