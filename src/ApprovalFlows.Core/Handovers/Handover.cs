namespace ApprovalFlows.Core.Handovers;

/// <summary>
/// 离职交接: the order to hand over all open work of a person from a day on, and how far it has come.
/// Each batch is committed together with a line per task, and a task with a line is not looked at again:
/// after a kill it goes on where it stopped and does nothing twice.
/// </summary>
public sealed class Handover
{
    public const int MaxReasonLength = 500;
    public const int MaxSuccessors = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required string PersonName { get; init; }

    /// <summary>The first day on which the person holds nothing any more.</summary>
    public required DateOnly Day { get; init; }
    public required List<Guid> Successors { get; init; }
    public required string Reason { get; init; }
    public required Guid OrderedById { get; init; }
    public required string OrderedByName { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>Tasks to hand over when it was ordered; those claimed meanwhile are handed over too.</summary>
    public required int Total { get; init; }
    public int Looked { get; private set; }
    public int Moved { get; private set; }
    public int Released { get; private set; }
    public int SentOn { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public void Advance(IReadOnlyCollection<HandoverLine> done)
    {
        Looked += done.Count;
        Moved += done.Count(line => line.Result == HandoverResult.Moved);
        Released += done.Count(line => line.Result == HandoverResult.Released);
        SentOn += done.Count(line => line.Result == HandoverResult.SentOn);
        Revision++;
    }

    public void Finish(DateTimeOffset now)
    {
        FinishedAt = now;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Handover>
    {
        public void Configure(EntityTypeBuilder<Handover> builder)
        {
            builder.ToTable("Handovers");
            builder.Property(run => run.PersonName).HasMaxLength(100);
            builder.Property(run => run.OrderedByName).HasMaxLength(100);
            builder.Property(run => run.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(run => run.Revision).IsConcurrencyToken();
            builder.HasIndex(run => run.FinishedAt);
            builder.HasIndex(run => run.PersonId);
        }
    }
}

public enum HandoverResult
{
    /// <summary>A successor has it now.</summary>
    Moved,

    /// <summary>Back with the office: no successor may decide it, somebody else may.</summary>
    Released,

    /// <summary>Nobody at the post may decide it: it lies with the superiors or the administrators.</summary>
    SentOn,
}

/// <summary>What became of one task. Never changed.</summary>
public sealed class HandoverLine
{
    public required Guid HandoverId { get; init; }
    public required Guid TaskId { get; init; }
    public required string CaseNumber { get; init; }
    public required HandoverResult Result { get; init; }
    public Guid? SuccessorId { get; init; }
    public string? SuccessorName { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<HandoverLine>
    {
        public void Configure(EntityTypeBuilder<HandoverLine> builder)
        {
            builder.ToTable("HandoverLines");
            builder.HasKey(line => new { line.HandoverId, line.TaskId });
            builder.Property(line => line.CaseNumber).HasMaxLength(40);
            builder.Property(line => line.Result).HasConversion<string>().HasMaxLength(20);
            builder.Property(line => line.SuccessorName).HasMaxLength(100);
        }
    }
}
