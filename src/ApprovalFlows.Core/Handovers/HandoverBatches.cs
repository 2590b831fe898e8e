using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Handovers;

/// <summary>What one batch did; <see cref="HasMore"/> is false when there is nothing to do just now.</summary>
public sealed record HandoverBatch(int Done, bool HasMore);

public static class HandoverLimits
{
    public const int BatchSize = 50;
    public const int MaxBatchesPerRun = 2000;

    /// <summary>
    /// How long after its order a handover stays open: a claim that was under way when the posts ended
    /// may still be committed.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
}

/// <summary>Hands over the tasks of a person whose day has come, batch by batch.</summary>
public sealed class HandoverBatches(AppDbContext db, Candidates candidates, EmptyPost emptyPost, TimeProvider time)
{
    public async Task<Guid?> NextAsync(CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return await db.Handovers
            .Where(run => run.FinishedAt == null && run.Day <= today)
            .OrderBy(run => run.Id)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    public async Task<HandoverBatch> RunAsync(Guid id, int size, CancellationToken cancellation = default)
    {
        var run = await db.Handovers.SingleAsync(row => row.Id == id, cancellation);
        if (run.FinishedAt is not null) return new HandoverBatch(0, HasMore: true);
        var tasks = await OpenTasksAsync(run, size, cancellation);
        if (tasks.Count == 0) return Finish(run);
        var ids = tasks.Select(task => task.CaseId).Distinct().ToList();
        var files = await db.Cases.Where(file => ids.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, cancellation);
        var lines = new List<HandoverLine>();
        foreach (var task in tasks)
            lines.Add(await MoveAsync(run, files[task.CaseId], task, lines.Count, cancellation));
        db.HandoverLines.AddRange(lines);
        run.Advance(lines);
        return new HandoverBatch(lines.Count, HasMore: true);
    }

    private HandoverBatch Finish(Handover run)
    {
        var now = time.GetUtcNow();
        var isOver = now - run.OrderedAt >= HandoverLimits.Grace;
        if (isOver) run.Finish(now);
        return new HandoverBatch(0, HasMore: isOver);
    }

    // What the person has claimed, and what nobody has claimed where nobody else is left to claim it.
    private async Task<List<ReviewTask>> OpenTasksAsync(Handover run, int size, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var lastDay = run.Day.AddDays(-1);
        var left = await db.PostHoldings
            .Where(held => held.UserId == run.PersonId && held.To == lastDay
                && !db.PostHoldings.Any(other => other.DepartmentCode == held.DepartmentCode
                    && other.PostCode == held.PostCode
                    && other.From <= today && (other.To == null || other.To >= today)))
            .Select(held => held.DepartmentCode + "/" + held.PostCode)
            .ToListAsync(cancellation);
        return await db.ReviewTasks
            .Where(task =>
                (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting)
                && (task.AssigneeId == run.PersonId
                    || (task.AssigneeId == null && !task.IsUnattended
                        && left.Contains(task.DepartmentCode + "/" + task.PostCode)))
                && !db.HandoverLines.Any(line => line.HandoverId == run.Id && line.TaskId == task.Id))
            .OrderBy(task => task.Id)
            .Take(size)
            .ToListAsync(cancellation);
    }

    private async Task<HandoverLine> MoveAsync(
        Handover run, Case file, ReviewTask task, int place, CancellationToken cancellation)
    {
        var eligible = (await candidates.FindAsync(emptyPost.QueryOf(file, task), cancellation))
            .Where(candidate => candidate.IsEligible).ToList();
        var takers = run.Successors
            .Select(id => eligible.Find(candidate => candidate.UserId == id))
            .OfType<Candidate>()
            .ToList();
        var taker = takers.Count == 0 ? null : takers[(run.Looked + place) % takers.Count];
        var now = time.GetUtcNow();
        var by = new Actor(run.OrderedById, "", run.OrderedByName, new HashSet<string>(), [], null);
        if (task.AssigneeId == run.PersonId)
        {
            task.HandOver(run.PersonId, taker?.UserId, taker?.Name);
            file.Record(by, "handedOver", $"{run.PersonName} → {taker?.Name ?? "—"} · {run.Reason}", null, now);
        }

        if (taker is null && eligible.Count == 0)
        {
            var office = await db.Departments.SingleAsync(row => row.Code == task.DepartmentCode, cancellation);
            await emptyPost.SendOnAsync(file, task, office, cancellation);
        }

        return new HandoverLine
        {
            HandoverId = run.Id,
            TaskId = task.Id,
            CaseNumber = file.Number,
            Result = taker is not null ? HandoverResult.Moved
                : eligible.Count > 0 ? HandoverResult.Released : HandoverResult.SentOn,
            SuccessorId = taker?.UserId,
            SuccessorName = taker?.Name,
            At = now,
        };
    }
}
