using System.Text.Json;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Jobs;

/// <summary>The last run of a job on any node, and the last that found something to do.</summary>
public sealed class JobRun
{
    public required string Name { get; init; }
    public required DateTimeOffset At { get; set; }
    public DateTimeOffset? LastBusyAt { get; set; }
    public string? LastBusyResult { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<JobRun>
    {
        public void Configure(EntityTypeBuilder<JobRun> builder)
        {
            builder.ToTable("JobRuns");
            builder.HasKey(run => run.Name);
            builder.Property(run => run.Name).HasMaxLength(40);
        }
    }
}

public sealed class JobRunLog(AppDbContext db, TimeProvider time)
{
    /// <summary>Idle runs are noted seldom: they tell only that the job is alive.</summary>
    internal static readonly TimeSpan IdleEvery = TimeSpan.FromMinutes(5);

    public async Task NoteAsync<T>(
        string name, T report, bool isIdle, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var run = await db.JobRuns.FindAsync([name], cancellation);
        if (run is not null && isIdle && now - run.At < IdleEvery) return;
        if (run is null) db.JobRuns.Add(run = new JobRun { Name = name, At = now });
        run.At = now;
        if (isIdle) return;
        run.LastBusyAt = now;
        run.LastBusyResult = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
    }

    public async Task<IReadOnlyList<JobRun>> ListAsync(CancellationToken cancellation = default) =>
        await db.JobRuns.AsNoTracking().OrderBy(run => run.Name).ToListAsync(cancellation);
}
