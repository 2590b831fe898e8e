using System.Text.Json;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Jobs;

/// <summary>One run of a job, kept for those who answer for it.</summary>
public sealed class PastRun
{
    private const string Act = "act";
    private const string Reason = "reason";

    /// <summary>Older runs of a job are forgotten.</summary>
    public const int MaxPerJob = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Job { get; init; }

    /// <summary>Blank where somebody did something about the job and nothing ran.</summary>
    public required string Node { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Who wanted it to run; null by the clock.</summary>
    public string? AskedBy { get; init; }

    /// <summary>How many runs had not happened before it, whose work it did too.</summary>
    public int CaughtUp { get; init; }

    /// <summary>Whether it went to its end.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Figures as JSON, or the act and its reason.</summary>
    public required string Result { get; init; }
    public string? Failure { get; init; }

    public bool IsAct => Node.Length == 0;

    /// <summary>What was done about the job, and why.</summary>
    public (string? Name, string? Reason) ActOf()
    {
        using var result = JsonDocument.Parse(Result);
        return IsAct ? (result.RootElement.TextOf(Act), result.RootElement.TextOf(Reason)) : default;
    }

    public IReadOnlyDictionary<string, int> Numbers() =>
        IsAct ? new Dictionary<string, int>() : JsonSerializer.Deserialize<Dictionary<string, int>>(Result) ?? [];

    /// <summary>Somebody paused the job, or let it run again: kept, since the pause itself is gone by then.</summary>
    public static PastRun OfAct(string job, string act, string? reason, string by, DateTimeOffset now) => new()
    {
        Job = job,
        Node = "",
        StartedAt = now,
        FinishedAt = now,
        AskedBy = by,
        IsComplete = true,
        Result = JsonSerializer.Serialize(
            new Dictionary<string, string?> { [Act] = act, [Reason] = reason }, JsonText.Readable),
    };

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
