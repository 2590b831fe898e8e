using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Batches;

public enum BatchAct
{
    Claim,
    Release,
    Decide,
}

public enum BatchResult
{
    Waiting,
    Done,
    Refused,
}

/// <summary>
/// The same act on several tasks, each in a commit of its own together with its result: what a batch
/// says it did is done, and what was not is still waiting after a restart.
/// </summary>
public sealed class TaskBatch
{
    public const int MaxItems = 200;

    /// <summary>As many as one person may have running.</summary>
    public const int MaxRunning = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OwnerId { get; init; }
    public required BatchAct Act { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public List<TaskBatchItem> Items { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<TaskBatch>
    {
        public void Configure(EntityTypeBuilder<TaskBatch> builder)
        {
            builder.Property(batch => batch.Outcome).HasMaxLength(60);
            builder.HasIndex(batch => batch.StartedAt).HasFilter("\"FinishedAt\" IS NULL");
            builder.HasIndex(batch => new { batch.OwnerId, batch.StartedAt });
            builder.HasMany(batch => batch.Items).WithOne().HasForeignKey(item => item.BatchId);
        }
    }
}

public sealed class TaskBatchItem
{
    public required Guid BatchId { get; init; }
    public required int Position { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>What the person saw: a task that changed since is refused.</summary>
    public required int Revision { get; init; }
    public BatchResult Result { get; private set; }
    public string? ReasonZh { get; private set; }
    public string? ReasonVi { get; private set; }
    public string? ReasonEn { get; private set; }

    public LocalText? Reason => ReasonZh is null ? null : new LocalText(ReasonZh, ReasonVi!, ReasonEn!);

    public void Succeed() => Result = BatchResult.Done;

    public void Refuse(Sentence reason)
    {
        Result = BatchResult.Refused;
        ReasonZh = reason.In(TextResources.Chinese);
        ReasonVi = reason.In(TextResources.Vietnamese);
        ReasonEn = reason.In(TextResources.English);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<TaskBatchItem>
    {
        public void Configure(EntityTypeBuilder<TaskBatchItem> builder)
        {
            builder.HasKey(item => new { item.BatchId, item.Position });
            // Of two nodes that work on the same item, the second to commit finds it done.
            builder.Property(item => item.Result).IsConcurrencyToken();
            builder.Ignore(item => item.Reason);
        }
    }
}
