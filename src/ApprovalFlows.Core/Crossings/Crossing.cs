namespace ApprovalFlows.Core.Crossings;

public enum CrossingDirection
{
    Entry,
    Exit,
}

/// <summary>An entry or exit as border inspection recorded it. Never changed; a wrong one is voided.</summary>
public sealed class Crossing
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null while the document belongs to nobody in the register.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>Kind and number of the document that was shown.</summary>
    public required string DocumentKind { get; init; }
    public required string DocumentNumber { get; init; }
    public required CrossingDirection Direction { get; init; }

    /// <summary>The stamp; the day that counts is that of China.</summary>
    public required DateTimeOffset At { get; init; }
    public required string Port { get; init; }
    public required Guid RecordedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? VoidedAt { get; set; }
    public string? VoidReason { get; set; }

    /// <summary>The stay permit that this exit used up.</summary>
    public Guid? UsedUpId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Crossing>
    {
        public void Configure(EntityTypeBuilder<Crossing> builder)
        {
            builder.Property(crossing => crossing.DocumentKind).HasMaxLength(2);
            builder.Property(crossing => crossing.DocumentNumber).HasMaxLength(40);
            builder.Property(crossing => crossing.Direction).HasConversion<string>().HasMaxLength(10);
            builder.Property(crossing => crossing.Port).HasMaxLength(40);
            builder.Property(crossing => crossing.VoidReason).HasMaxLength(500);
            builder.HasIndex(crossing => new { crossing.WorkerId, crossing.At });
            builder.HasIndex(crossing => new { crossing.DocumentNumber, crossing.At });
            builder.HasIndex(crossing => crossing.At);
            builder.HasIndex(crossing => new { crossing.RecordedAt, crossing.Id });
            builder.HasIndex(crossing => crossing.VoidedAt).HasFilter("\"VoidedAt\" IS NOT NULL");
        }
    }
}
