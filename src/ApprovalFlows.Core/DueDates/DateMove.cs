namespace ApprovalFlows.Core.DueDates;

/// <summary>Why dates move.</summary>
public enum DateCause
{
    Notice,
    Extension,
    Suspension,
    Resumption,
}

/// <summary>The date of an open task moved: from when to when, and why. Never changed.</summary>
public sealed class DateMove
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>Counts the moves of the task from 1: its date has one version more.</summary>
    public required int Version { get; init; }

    /// <summary>Null while the clock stood still.</summary>
    public required DateTimeOffset? Before { get; init; }
    public required DateTimeOffset? After { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateCause Cause { get; init; }

    /// <summary>The document or the reason behind it.</summary>
    public string? Source { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DateMove>
    {
        public void Configure(EntityTypeBuilder<DateMove> builder)
        {
            builder.ToTable("DateMoves");
            builder.Property(move => move.Cause).HasConversion<string>().HasMaxLength(20);
            builder.HasIndex(move => new { move.TaskId, move.Version }).IsUnique();
            builder.HasIndex(move => move.CaseId);
        }
    }
}
