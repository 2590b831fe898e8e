using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Messages;

public enum MessageKind
{
    DateMoved,
    Reminder,
    Digest,
    DeemedAcceptance,
    Urging,
    Copy,
    Question,
    Answer,
    Letter,
    Alert,
    Paper,
    Assessment,
    Sanction,
}

/// <summary>
/// One message to one person inside the program (站内消息). Its text is a key with arguments, so that
/// it follows the language of the reader; its key tells it apart, so that nobody is told twice.
/// </summary>
public sealed class Message
{
    public const int MaxKeyLength = 120;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>What it tells; unique per person.</summary>
    public required string Key { get; init; }

    /// <summary>A <see cref="Sentence"/> as <see cref="SentenceText"/> writes it.</summary>
    public required string Text { get; init; }

    /// <summary>Of a digest: its lines, as <see cref="SentenceText"/> writes them.</summary>
    public string? Lines { get; init; }
    public string? CaseNumber { get; init; }
    public Guid? TaskId { get; init; }

    /// <summary>Where it leads to, when to neither a case nor a task.</summary>
    public string? Address { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Whether the next digest by mail names it.</summary>
    public bool AwaitsDigest { get; private set; }

    public void Read(DateTimeOffset now) => ReadAt ??= now;

    public void AwaitDigest() => AwaitsDigest = true;

    public void NoteDigest() => AwaitsDigest = false;

    internal sealed class Mapping : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> builder)
        {
            builder.ToTable("Messages");
            builder.Property(message => message.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(message => message.Key).HasMaxLength(MaxKeyLength);
            builder.Property(message => message.CaseNumber).HasMaxLength(40);
            builder.Property(message => message.Address).HasMaxLength(100);
            builder.Property(message => message.AwaitsDigest).IsConcurrencyToken();
            builder.HasIndex(message => new { message.UserId, message.Key }).IsUnique();
            builder.HasIndex(message => new { message.UserId, message.ReadAt });
            builder.HasIndex(message => message.UserId, "IX_Messages_AwaitsDigest").HasFilter("\"AwaitsDigest\"");
        }
    }
}

/// <summary>One line of a digest, with where it leads to.</summary>
public sealed record MessageLine(Sentence Text, string? CaseNumber, Guid? TaskId)
{
    public string? Address { get; init; }

    /// <summary>What somebody wrote: shown inside the program, never sent by mail.</summary>
    public static IReadOnlyList<MessageLine>? Note(string? text) =>
        text is null ? null : [new MessageLine(new Sentence("Message.Note", text), null, null)];
}
