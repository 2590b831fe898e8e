using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Outbox;

public enum OutboxStatus
{
    Waiting,
    Done,

    /// <summary>Given up; a person retries or discards it.</summary>
    Dead,
    Discarded,
}

/// <summary>
/// Something to be done outside of a burst, written in the same commit as the burst. Its id is the
/// idempotency key towards whoever receives it.
/// </summary>
public sealed class OutboxRow
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string InstanceId { get; init; }
    public required string ActivityInstanceId { get; init; }
    public required string Payload { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public OutboxStatus Status { get; private set; }
    public int Attempts { get; private set; }
    public required DateTimeOffset NextAttemptAt { get; set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Of a stimulus: the hash of the bookmarks it looks for.</summary>
    public string? Hash { get; init; }

    /// <summary>Set when nobody waited for it yet: bookmarks made since then are worth another try.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>A kept stimulus that started something: it may still resume somebody, for a short while.</summary>
    public bool HasStarted { get; private set; }
    public int Revision { get; private set; } = 1;

    public static OutboxRow Of(OutboxMessage message) => new()
    {
        Id = message.Id,
        Kind = message.Kind,
        InstanceId = message.InstanceId,
        ActivityInstanceId = message.ActivityInstanceId,
        Payload = message.Payload,
        CreatedAt = message.CreatedAt,
        NextAttemptAt = message.CreatedAt,
        Hash = message.Hash,
    };

    public OutboxMessage ToMessage() =>
        new(Id, Kind, InstanceId, ActivityInstanceId, Payload, CreatedAt)
        {
            Hash = Hash,
            IsKept = KeptAt is not null,
        };

    /// <summary>Nobody waits for it yet: that is no failure, but not for ever either.</summary>
    public void Keep(bool hasStarted, DateTimeOffset now)
    {
        KeptAt = now - OutboxLimits.LongestBurst;
        HasStarted |= hasStarted;
        LastError = HasStarted ? null : "Nobody waits for it yet.";
        if (HasStarted && now - CreatedAt >= OutboxLimits.MaxKeptAfterStart) Finish(OutboxStatus.Done, now);
        else if (now - CreatedAt >= OutboxLimits.MaxKept) Finish(OutboxStatus.Dead, now);
        else NextAttemptAt = now + (HasStarted ? OutboxLimits.MaxKeptAfterStart : OutboxLimits.KeptPause);
        Revision++;
    }

    /// <param name="now">When.</param>
    /// <param name="remark">What is worth knowing all the same.</param>
    public void Succeed(DateTimeOffset now, string? remark = null)
    {
        Attempts++;
        LastError = remark;
        Finish(OutboxStatus.Done, now);
    }

    /// <summary>Waits longer after every failure, and gives up after the last one.</summary>
    public void Fail(string error, DateTimeOffset now, RetrySchedule? schedule = null)
    {
        var tries = schedule ?? RetrySchedule.Usual;
        Attempts++;
        LastError = Cut(error);
        if (Attempts >= tries.MaxAttempts) Finish(OutboxStatus.Dead, now);
        else NextAttemptAt = now + tries.PauseAfter(Attempts);
        Revision++;
    }

    /// <summary>It would fail again: given up at once, for a person to see.</summary>
    public void GiveUp(string error, DateTimeOffset now)
    {
        Attempts++;
        LastError = Cut(error);
        Finish(OutboxStatus.Dead, now);
    }

    /// <summary>There is no use in sending it; nobody needs to look.</summary>
    public void Drop(string reason, DateTimeOffset now)
    {
        LastError = Cut(reason);
        Finish(OutboxStatus.Discarded, now);
    }

    public void Retry(DateTimeOffset now)
    {
        if (Status != OutboxStatus.Dead) throw new RuleViolation("OutboxNotDead");
        Status = OutboxStatus.Waiting;
        Attempts = 0;
        FinishedAt = null;
        NextAttemptAt = now;
        Revision++;
    }

    public void Discard(DateTimeOffset now)
    {
        if (Status != OutboxStatus.Dead) throw new RuleViolation("OutboxNotDead");
        Finish(OutboxStatus.Discarded, now);
    }

    private static string Cut(string text) =>
        text.Length <= OutboxLimits.MaxErrorLength ? text : text[..OutboxLimits.MaxErrorLength];

    private void Finish(OutboxStatus status, DateTimeOffset now)
    {
        Status = status;
        FinishedAt = now;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("Outbox");
            builder.Property(row => row.Id).HasMaxLength(60);
            builder.Property(row => row.Kind).HasMaxLength(60);
            builder.Property(row => row.InstanceId).HasMaxLength(60);
            builder.Property(row => row.ActivityInstanceId).HasMaxLength(60);
            builder.Property(row => row.Hash).HasMaxLength(64);
            builder.Property(row => row.LastError).HasMaxLength(OutboxLimits.MaxErrorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => new { row.Status, row.NextAttemptAt });
            builder.HasIndex(row => row.Hash).HasFilter("\"KeptAt\" IS NOT NULL AND \"FinishedAt\" IS NULL");
            builder.HasIndex(row => row.InstanceId);
        }
    }
}

public static class OutboxLimits
{
    public const int MaxAttempts = 10;
    public const int MaxErrorLength = 1000;
    public const int MaxPerRun = 1000;
    public const int BatchSize = 50;

    /// <summary>How long a stimulus that nobody waits for is kept before it is given up.</summary>
    public static readonly TimeSpan MaxKept = TimeSpan.FromDays(30);

    /// <summary>The same for one that started something: as long as Elsa's queue keeps it.</summary>
    public static readonly TimeSpan MaxKeptAfterStart = TimeSpan.FromMinutes(10);

    /// <summary>A new bookmark wakes a kept stimulus at once; this is for what escaped notice.</summary>
    public static readonly TimeSpan KeptPause = TimeSpan.FromHours(1);

    /// <summary>A bookmark may bear an earlier time than the commit that showed it.</summary>
    public static readonly TimeSpan LongestBurst = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries of one node at a time, so that a slow receiver does not hold up the others.</summary>
    public const int MaxAtOnce = 8;

    /// <summary>
    /// How long one node keeps a message to itself, beyond the time a request may take; a message of
    /// a node that died is tried again after it.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
}
