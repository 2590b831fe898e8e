namespace ApprovalFlows.Core.Reminders;

/// <summary>What became of a rung for one person.</summary>
public enum ReminderState
{
    /// <summary>Reached; told with the next digest, or when the quiet hours end.</summary>
    Waiting,
    Told,

    /// <summary>A higher rung of the same step was reached before it could be told.</summary>
    Skipped,

    /// <summary>The date moved, yet this rung lies where it did, and the person knows it.</summary>
    Repeated,

    /// <summary>No longer true when it was to be told: the step had ended or its date had moved.</summary>
    Void,
}

/// <summary>
/// One rung of one step for one person and one version of the date. The four are unique together: a
/// second node, a late run and a repeated one find the row and tell nothing again.
/// </summary>
public sealed class Reminder
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }

    /// <summary>The review task or the correction.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>One more than the date has moved.</summary>
    public required int Version { get; init; }
    public required string Rung { get; init; }
    public required Guid UserId { get; init; }
    public required RungRecipient Recipient { get; init; }

    /// <summary>Which of the texts is told.</summary>
    public required string Text { get; init; }
    public required bool IsUrgent { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset ReachedAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The system did not run when it was reached; the text says so.</summary>
    public required bool IsLate { get; init; }
    public DateTimeOffset NotBefore { get; set; }
    public required ReminderState State { get; set; }
    public DateTimeOffset? ToldAt { get; private set; }
    public Guid? MessageId { get; private set; }

    public void Tell(Guid messageId, DateTimeOffset now)
    {
        State = ReminderState.Told;
        MessageId = messageId;
        ToldAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Reminder>
    {
        public void Configure(EntityTypeBuilder<Reminder> builder)
        {
            builder.ToTable("Reminders");
            builder.Property(row => row.Rung).HasMaxLength(20);
            builder.Property(row => row.Text).HasMaxLength(40);
            builder.Property(row => row.Recipient).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
            builder.HasIndex(row => new { row.SubjectId, row.Version, row.Rung, row.UserId }).IsUnique();
            builder.HasIndex(row => new { row.State, row.IsUrgent, row.NotBefore });
            builder.HasIndex(row => new { row.UserId, row.State });
            builder.HasIndex(row => row.CaseId);
        }
    }
}
