namespace ApprovalFlows.Core.Jobs;

/// <summary>One run of a job, kept for those who answer for it.</summary>
public sealed class PastRun
{
    /// <summary>Older runs of a job are forgotten.</summary>
    public const int MaxPerJob = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Job { get; init; }
    public required string Node { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Who wanted it to run; null by the clock.</summary>
    public string? AskedBy { get; init; }

    /// <summary>How many runs had not happened before it, whose work it did too.</summary>
    public int CaughtUp { get; init; }

    /// <summary>Whether it went to its end.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Figures as JSON.</summary>
    public required string Result { get; init; }
    public string? Failure { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PastRun>
    {
        public void Configure(EntityTypeBuilder<PastRun> builder)
        {
            builder.ToTable("JobHistory");
            builder.Property(run => run.Job).HasMaxLength(40);
            builder.Property(run => run.Node).HasMaxLength(100);
            builder.Property(run => run.AskedBy).HasMaxLength(200);
            builder.Property(run => run.Failure).HasMaxLength(500);
            builder.HasIndex(run => new { run.Job, run.Id });
        }
    }
}
