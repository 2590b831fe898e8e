using System.Text.Json;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Jobs;

/// <summary>That a run may begin, and what it has to know.</summary>
public sealed record JobClaim(
    Guid Run, string Job, DateTimeOffset StartedAt, DateTimeOffset? Since, string? AskedBy, int CaughtUp);

/// <summary>Agrees between nodes on who runs a job, and keeps what it did.</summary>
public sealed class JobDesk(AppDbContext db, TimeProvider time)
{
    /// <summary>Null when it is paused, runs elsewhere or, unless forced or asked for, is not due.</summary>
    public async Task<JobClaim?> ClaimAsync(
        JobPlan plan, bool isForced, string? askedBy, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var state = await FindAsync(plan.Name, cancellation);
        var asker = askedBy ?? state.AskedBy;
        if (!isForced && state.AskedAt is null && !plan.IsDue(state.DoneThrough, now)) return null;
        var run = Guid.CreateVersion7();
        return state.TryHold(run, now)
            ? new JobClaim(run, plan.Name, now, state.DoneThrough, asker, plan.Missed(state.DoneThrough, now))
            : null;
    }

    public async Task<bool> KeepAsync(JobClaim claim, CancellationToken cancellation = default) =>
        (await FindAsync(claim.Job, cancellation)).TryKeep(claim.Run, time.GetUtcNow());

    public async Task FinishAsync(
        JobClaim claim, object result, bool isComplete, string? failure, CancellationToken cancellation = default)
    {
        var state = await FindAsync(claim.Job, cancellation);
        state.Release(claim.Run, isComplete ? claim.StartedAt : null, failure is not null);
        await KeepRunAsync(claim, result, isComplete, failure, cancellation);
    }

    /// <summary>Puts a run into the history of its job.</summary>
    public async Task KeepRunAsync(
        JobClaim claim, object result, bool isComplete, string? failure, CancellationToken cancellation = default)
    {
        db.PastRuns.Add(new PastRun
        {
            Job = claim.Job,
            Node = Environment.MachineName,
            StartedAt = claim.StartedAt,
            FinishedAt = time.GetUtcNow(),
            AskedBy = claim.AskedBy,
            CaughtUp = claim.CaughtUp,
            IsComplete = isComplete,
            Result = JsonSerializer.Serialize(result, JsonSerializerOptions.Web),
            Failure = failure?.Length > 500 ? failure[..500] : failure,
        });
        await ForgetAsync(claim.Job, cancellation);
    }

    public Task<bool> IsPausedAsync(string name, CancellationToken cancellation = default) =>
        db.JobStates.AnyAsync(row => row.Name == name && row.PausedAt != null, cancellation);

    /// <summary>Jobs that somebody wants to run now.</summary>
    public Task<List<string>> AskedForAsync(CancellationToken cancellation = default) =>
        db.JobStates.Where(row => row.AskedAt != null && row.PausedAt == null)
            .Select(row => row.Name).ToListAsync(cancellation);

    /// <summary>Null when another node was faster.</summary>
    public async Task<string?> TakeAskAsync(string name, CancellationToken cancellation = default) =>
        (await FindAsync(name, cancellation)).TakeAsk();

    public async Task<JobState> FindAsync(string name, CancellationToken cancellation = default)
    {
        var state = await db.JobStates.FirstOrDefaultAsync(row => row.Name == name, cancellation);
        if (state is null) db.JobStates.Add(state = new JobState { Name = name });
        return state;
    }

    private async Task ForgetAsync(string name, CancellationToken cancellation)
    {
        var old = await db.PastRuns.Where(run => run.Job == name)
            .OrderByDescending(run => run.Id).Skip(PastRun.MaxPerJob - 1).Take(100).ToListAsync(cancellation);
        db.PastRuns.RemoveRange(old);
    }
}
