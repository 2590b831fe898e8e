using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>行政许可法 §42: the head of the deciding office may grant ten more working days, once.</summary>
public sealed class ExtensionService(
    AppDbContext db, CaseService cases, CaseClock clock, CurrentActor current, TimeProvider time)
{
    public async Task<Case> ExtendAsync(
        string number, string? reason, CancellationToken cancellation = default)
    {
        var file = await cases.Visible()
            .WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        if (!current.Actor.Holds(DecidingOffice.Department, DecidingOffice.Post))
            throw RuleViolation.Forbidden("OnlyDecidingOfficeExtends");
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        file.Extend(current.Actor, clock.ExtensionOf(TimeLimits.Decision), reason.Trim(), time.GetUtcNow());
        var open = await db.ReviewTasks
            .Where(task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
            .ToListAsync(cancellation);
        foreach (var task in open) task.DueAt = clock.DueAt(file, task);
        return file;
    }
}

/// <summary>The office that decides on, and may extend, the matters of the pilot [D§5].</summary>
public static class DecidingOffice
{
    public const string Department = "zone-office";
    public const string Post = "approval";
}
