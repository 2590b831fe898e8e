namespace ApprovalFlows.Core.Clues;

public enum ClueStatus
{
    Open,
    Closed,
}

/// <summary>
/// A sign that a rule was broken, for police and hr to look into [D§6.4]. Made once per subject and date.
/// </summary>
public sealed class Clue
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>XS, the year and a serial.</summary>
    public required string Number { get; init; }

    /// <summary>The watcher that found it.</summary>
    public required string Source { get; init; }

    /// <summary>Of the catalogue of violations, such as D-V8/overstay.</summary>
    public required string KindCode { get; init; }
    public required Guid SubjectId { get; init; }
    public required DateOnly Version { get; init; }
    public Guid? WorkerId { get; init; }
    public Guid? EnterpriseId { get; init; }

    /// <summary>What is known, as JSON, without names.</summary>
    public required string Facts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public ClueStatus Status { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedById { get; private set; }
    public string? ClosedByName { get; private set; }
    public string? Reason { get; private set; }

    public void Close(Guid by, string name, string reason, DateTimeOffset now)
    {
        if (Status == ClueStatus.Closed) throw new RuleViolation("ClueClosed", Number);
        (Status, ClosedAt, ClosedById, ClosedByName, Reason) = (ClueStatus.Closed, now, by, name, reason);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Clue>
    {
        public void Configure(EntityTypeBuilder<Clue> builder)
        {
            builder.ToTable("Clues");
            builder.Property(clue => clue.Number).HasMaxLength(20);
            builder.Property(clue => clue.Source).HasMaxLength(30);
            builder.Property(clue => clue.KindCode).HasMaxLength(30);
            builder.Property(clue => clue.ClosedByName).HasMaxLength(200);
            builder.Property(clue => clue.Reason).HasMaxLength(500);
            builder.Property(clue => clue.Status).HasConversion<string>().HasMaxLength(10).IsConcurrencyToken();
            builder.HasIndex(clue => clue.Number).IsUnique();
            builder.HasIndex(clue => new { clue.SubjectId, clue.Source, clue.Version }).IsUnique();
            builder.HasIndex(clue => new { clue.Status, clue.Id });
            builder.HasIndex(clue => new { clue.EnterpriseId, clue.CreatedAt });
        }
    }
}
