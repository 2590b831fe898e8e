namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// What the nodes agree on about a job: whether it is paused, who runs it now, and up to when it has looked.
/// The scheduler itself keeps nothing.
/// </summary>
public sealed class JobState
{
    /// <summary>A node that ended keeps a job no longer than this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public required string Name { get; init; }
    public DateTimeOffset? PausedAt { get; private set; }
    public string? PausedBy { get; private set; }
    public string? PauseReason { get; private set; }

    /// <summary>Somebody wants it to run now; whichever node is first does.</summary>
    public DateTimeOffset? AskedAt { get; private set; }
    public string? AskedBy { get; private set; }
    public Guid? HeldBy { get; private set; }
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>
    /// When the last complete run began. Only a note of where to look next: without it everything is looked at,
    /// and what was told has a row.
    /// </summary>
    public DateTimeOffset? DoneThrough { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsPaused => PausedAt is not null;

    public bool IsHeld(DateTimeOffset now) => HeldUntil > now;

    public void Pause(string by, string? reason, DateTimeOffset now)
    {
        if (IsPaused) throw new RuleViolation("JobPaused");
        (PausedAt, PausedBy, PauseReason) = (now, by, reason);
        Revision++;
    }

    public void Resume()
    {
        if (!IsPaused) throw new RuleViolation("JobNotPaused");
        (PausedAt, PausedBy, PauseReason) = (null, null, null);
        Revision++;
    }

    public void Ask(string by, DateTimeOffset now)
    {
        if (IsPaused) throw new RuleViolation("JobPaused");
        (AskedAt, AskedBy) = (now, by);
        Revision++;
    }

    /// <summary>Who asked for a run that nobody began yet; it is taken up by this.</summary>
    public string? TakeAsk()
    {
        if (IsPaused || AskedAt is null) return null;
        var by = AskedBy;
        (AskedAt, AskedBy) = (null, null);
        Revision++;
        return by;
    }

    /// <summary>False while another run has it.</summary>
    public bool TryHold(Guid run, DateTimeOffset now)
    {
        if (IsPaused || IsHeld(now)) return false;
        (HeldBy, HeldUntil, AskedAt, AskedBy) = (run, now + Lease, null, null);
        Revision++;
        return true;
    }

    /// <summary>False when it took so long that another run has it, or it was paused.</summary>
    public bool TryKeep(Guid run, DateTimeOffset now)
    {
        if (HeldBy != run || IsPaused) return false;
        HeldUntil = now + Lease;
        Revision++;
        return true;
    }

    /// <param name="run">Whose claim it is.</param>
    /// <param name="doneThrough">When a complete run began.</param>
    /// <param name="hasFailed">Then the lease runs on, so that a fault is not met again at once.</param>
    public void Release(Guid run, DateTimeOffset? doneThrough, bool hasFailed)
    {
        if (HeldBy != run) return;
        HeldBy = null;
        if (!hasFailed) HeldUntil = null;
        if (doneThrough is not null) DoneThrough = doneThrough;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<JobState>
    {
        public void Configure(EntityTypeBuilder<JobState> builder)
        {
            builder.ToTable("JobStates");
            builder.HasKey(state => state.Name);
            builder.Property(state => state.Name).HasMaxLength(40);
            builder.Property(state => state.PausedBy).HasMaxLength(200);
            builder.Property(state => state.PauseReason).HasMaxLength(500);
            builder.Property(state => state.AskedBy).HasMaxLength(200);
            builder.Property(state => state.Revision).IsConcurrencyToken();
        }
    }
}
