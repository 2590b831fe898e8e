using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Letters;

/// <summary>
/// A letter from office to office with a list (函): numbered, its list kept as it was sent, acknowledged by the
/// office that received it.
/// </summary>
public sealed class OfficialLetter
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>发文字号.</summary>
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string IssuerCode { get; init; }
    public required string RecipientCode { get; init; }

    /// <summary>The <see cref="LetterLine"/>s as JSON, as they were sent.</summary>
    public required string List { get; init; }
    public required string ListSha256 { get; init; }
    public required int LineCount { get; init; }

    /// <summary>When the last act that it tells of was recorded.</summary>
    public required DateTimeOffset CoveredUntil { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public Guid? AcknowledgedById { get; private set; }
    public string? AcknowledgedBy { get; private set; }
    public string? Note { get; private set; }
    public DateTimeOffset? ChasedAt { get; private set; }
    public int ChaseCount { get; private set; }
    public int Revision { get; private set; } = 1;
    public List<LetterSource> Sources { get; init; } = [];

    public void Acknowledge(Actor by, string? note, DateTimeOffset now)
    {
        if (AcknowledgedAt is not null) throw new RuleViolation("LetterAcknowledged", Number);
        AcknowledgedAt = now;
        AcknowledgedById = by.UserId;
        AcknowledgedBy = by.SignedName;
        Note = note;
        Revision++;
    }

    public void Chase(DateTimeOffset now)
    {
        if (AcknowledgedAt is not null) throw new RuleViolation("LetterAcknowledged", Number);
        ChasedAt = now;
        ChaseCount++;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OfficialLetter>
    {
        public void Configure(EntityTypeBuilder<OfficialLetter> builder)
        {
            builder.Property(letter => letter.Number).HasMaxLength(60);
            builder.Property(letter => letter.Kind).HasMaxLength(30);
            builder.Property(letter => letter.IssuerCode).HasMaxLength(40);
            builder.Property(letter => letter.RecipientCode).HasMaxLength(40);
            builder.Property(letter => letter.ListSha256).HasMaxLength(64);
            builder.Property(letter => letter.AcknowledgedBy).HasMaxLength(200);
            builder.Property(letter => letter.Note).HasMaxLength(500);
            builder.Property(letter => letter.Revision).IsConcurrencyToken();
            builder.HasIndex(letter => letter.Number).IsUnique();
            builder.HasIndex(letter => new { letter.RecipientCode, letter.WrittenAt });
            builder.HasIndex(letter => new { letter.RecipientCode, letter.Kind, letter.CoveredUntil });
            builder.HasIndex(letter => new { letter.IssuerCode, letter.WrittenAt });
            builder.HasIndex(letter => letter.WrittenAt).HasFilter("\"AcknowledgedAt\" IS NULL")
                .HasDatabaseName("IX_OfficialLetters_Open");
            builder.HasMany(letter => letter.Sources).WithOne().HasForeignKey(source => source.LetterId);
        }
    }
}

/// <summary>The act that a letter told of; no office is told of one twice.</summary>
public sealed class LetterSource
{
    public required string RecipientCode { get; init; }
    public required Guid EntryId { get; init; }
    public required Guid LetterId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LetterSource>
    {
        public void Configure(EntityTypeBuilder<LetterSource> builder)
        {
            builder.HasKey(source => new { source.RecipientCode, source.EntryId });
            builder.Property(source => source.RecipientCode).HasMaxLength(40);
        }
    }
}

/// <summary>A line of the list; the police get names in full, that is their duty (出境入境管理法 §4).</summary>
public sealed record LetterLine(
    int Place,
    string Kind,
    string Number,
    string Holder,
    string? Enterprise,
    string Act,
    DateOnly From,
    DateOnly ValidTo,
    string? Reason);
