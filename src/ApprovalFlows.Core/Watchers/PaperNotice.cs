namespace ApprovalFlows.Core.Watchers;

public enum NoticeState
{
    /// <summary>Reached; told in the same run, or in the next if the node ended.</summary>
    Waiting,
    Told,

    /// <summary>A higher rung had been reached before it could be told.</summary>
    Skipped,

    /// <summary>When it was to be told, there was no account of whom it is for.</summary>
    Nobody,
}

/// <summary>
/// What a watcher tells one party of one paper or gap at one rung and for one date. The five are unique
/// together: a second node, a late run and a repeated one find the row and tell nothing again.
/// </summary>
public sealed class PaperNotice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Watcher { get; init; }

    /// <summary>The paper; of a quota the enterprise, of a residence the worker.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The last day of the paper, or the first of the gap: another date is told anew.</summary>
    public required DateOnly Version { get; init; }
    public required string Rung { get; init; }

    /// <summary>A <see cref="Party"/> as text.</summary>
    public required string Party { get; init; }

    /// <summary>A sentence as <see cref="Messages.SentenceText"/> writes it.</summary>
    public required string Text { get; init; }
    public required string Address { get; init; }
    public required bool IsUrgent { get; init; }
    public required DateOnly ReachedOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required NoticeState State { get; set; }
    public DateTimeOffset? ToldAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PaperNotice>
    {
        public void Configure(EntityTypeBuilder<PaperNotice> builder)
        {
            builder.ToTable("PaperNotices");
            builder.Property(row => row.Watcher).HasMaxLength(30);
            builder.Property(row => row.Rung).HasMaxLength(10);
            builder.Property(row => row.Party).HasMaxLength(90);
            builder.Property(row => row.Address).HasMaxLength(100);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(10).IsConcurrencyToken();
            builder.HasIndex(row => new { row.SubjectId, row.Watcher, row.Version, row.Rung, row.Party }).IsUnique();
            builder.HasIndex(row => new { row.Party, row.Id }).HasFilter("\"State\" = 'Waiting'");
        }
    }
}
