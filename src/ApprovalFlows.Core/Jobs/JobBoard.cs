using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Jobs;

public sealed record JobView(
    JobPlan Plan, JobState? State, PastRun? Last, DateTimeOffset? LastSeen, DateTimeOffset Next);

/// <summary>The jobs as the administrator sees them, and what may be done about them.</summary>
public sealed class JobBoard(AppDbContext db, JobDesk desk, CurrentActor current, TimeProvider time)
{
    public const int MaxReasonLength = 500;

    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var states = await db.JobStates.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellation);
        var seen = await db.JobRuns.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellation);
        var views = new List<JobView>();
        foreach (var plan in JobPlan.All)
        {
            var last = await db.PastRuns.AsNoTracking().Where(run => run.Job == plan.Name && run.Node != "")
                .OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancellation);
            views.Add(new JobView(
                plan, states.GetValueOrDefault(plan.Name), last, seen.GetValueOrDefault(plan.Name)?.At,
                plan.Time.NextDue(now)));
        }

        return views;
    }

    public Task<Paged<PastRun>> HistoryAsync(
        string name, int page, int pageSize, CancellationToken cancellation = default)
    {
        var job = JobPlan.Of(name).Name;
        return db.PastRuns.AsNoTracking().Where(run => run.Job == job)
            .OrderByDescending(run => run.Id).ToPageAsync(page, pageSize, cancellation);
    }

    public async Task AskAsync(string name, CancellationToken cancellation = default)
    {
        var plan = OfAdministrator(name);
        (await desk.FindAsync(plan.Name, cancellation)).Ask(current.Actor.SignedName, time.GetUtcNow());
    }

    public async Task PauseAsync(string name, string? reason, CancellationToken cancellation = default)
    {
        var plan = OfAdministrator(name);
        if (!plan.MayPause) throw new RuleViolation("JobRunsAlways");
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "JobReasonNeeded");
        if (reason.Trim().Length > MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
        var (by, now) = (current.Actor.SignedName, time.GetUtcNow());
        (await desk.FindAsync(plan.Name, cancellation)).Pause(by, reason.Trim(), now);
        db.PastRuns.Add(PastRun.OfAct(plan.Name, "pause", reason.Trim(), by, now));
    }

    public async Task ResumeAsync(string name, CancellationToken cancellation = default)
    {
        var plan = OfAdministrator(name);
        (await desk.FindAsync(plan.Name, cancellation)).Resume();
        db.PastRuns.Add(PastRun.OfAct(
            plan.Name, "resume", null, current.Actor.SignedName, time.GetUtcNow()));
    }

    private JobPlan OfAdministrator(string name)
    {
        var plan = JobPlan.Of(name);
        return current.Actor.IsIn(Roles.Admin) ? plan : throw RuleViolation.Forbidden("OnlyAdminsRunJobs");
    }
}
