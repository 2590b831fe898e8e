using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// 行政许可法 §45: the time of a hearing, an inspection or testing, or an expert review does not count.
/// An office that has the case on its table begins and ends it, with a reason.
/// </summary>
public sealed class SuspensionService(
    AppDbContext db, CaseService cases, DueDateService dates, CurrentActor current, TimeProvider time)
{
    public const string Rule = "行政许可法 §45";

    /// <summary>What may be asked for; a correction suspends by itself.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new Dictionary<string, string>
    {
        ["hearing"] = Deadlines.Suspension.Hearing,
        ["inspection"] = Deadlines.Suspension.Inspection,
        ["expert-review"] = Deadlines.Suspension.ExpertReview,
    };

    public async Task<Case> BeginAsync(
        string number, string? kind, string? reason, CancellationToken cancellation = default)
    {
        var file = await FindAsync(number, reason, cancellation);
        if (!Kinds.TryGetValue(kind ?? "", out var key))
            throw RuleViolation.Invalid("kind", "SuspensionKindUnknown", string.Join(", ", Kinds.Keys));
        file.Suspend(current.Actor, key, reason!.Trim(), time.GetUtcNow());
        await MoveAsync(file, DateCause.Suspension, reason, cancellation);
        return file;
    }

    public async Task<Case> EndAsync(
        string number, string? reason, CancellationToken cancellation = default)
    {
        var file = await FindAsync(number, reason, cancellation);
        file.Resume(current.Actor, reason!.Trim(), time.GetUtcNow());
        await MoveAsync(file, DateCause.Resumption, reason, cancellation);
        return file;
    }

    private Task<int> MoveAsync(Case file, DateCause cause, string? reason, CancellationToken cancellation) =>
        dates.MoveAsync(file, new DateChange(cause, reason?.Trim(), Rule, current.Actor), cancellation);

    private async Task<Case> FindAsync(string number, string? reason, CancellationToken cancellation)
    {
        var file = await cases.Visible()
            .WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var open = await db.ReviewTasks
            .Where(task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
            .Select(task => new { task.DepartmentCode, task.PostCode })
            .ToListAsync(cancellation);
        var actor = current.Actor.In(file.Flow);
        var held = open.Find(task => actor.Holds(task.DepartmentCode, task.PostCode))
            ?? throw RuleViolation.Forbidden("OnlyOfficeWithTheCaseSuspends");
        current.Actor = actor.ActingIn(held.DepartmentCode, held.PostCode);
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        return file;
    }
}
