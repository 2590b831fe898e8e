using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// 行政许可法 §42: the head of the deciding office may grant ten more working days, once; fifteen where
/// several offices handle the case jointly.
/// </summary>
public sealed class ExtensionService(
    AppDbContext db,
    CaseService cases,
    CaseClock clock,
    DueDateService dates,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<Case> ExtendAsync(
        string number, string? reason, CancellationToken cancellation = default)
    {
        var file = await cases.Visible()
            .WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var actor = current.Actor.In(file.Flow).ActingIn(DecidingOffice.Department, DecidingOffice.Post);
        if (!actor.Holds(DecidingOffice.Department, DecidingOffice.Post))
            throw RuleViolation.Forbidden("OnlyDecidingOfficeExtends");
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        var isJoint = await db.ReviewTasks.AnyAsync(
            task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open
                && task.TimeLimit == TimeLimits.JointDecision,
            cancellation);
        var limit = isJoint ? TimeLimits.JointDecision : TimeLimits.Decision;
        file.Extend(actor, clock.ExtensionOf(limit), reason.Trim(), time.GetUtcNow());
        var change = new DateChange(DateCause.Extension, reason.Trim(), "行政许可法 §42", actor);
        await dates.MoveAsync(file, change, cancellation);
        return file;
    }
}

/// <summary>The office that decides on, and may extend, the matters of the pilot [D§5].</summary>
public static class DecidingOffice
{
    public const string Department = "zone-office";
    public const string Post = "approval";
}
