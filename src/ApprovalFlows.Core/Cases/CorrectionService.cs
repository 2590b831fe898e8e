using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

public sealed class CorrectionService(
    AppDbContext db,
    CaseService cases,
    IntakeService intake,
    BookingService bookings,
    WorkflowRuntime runtime,
    DecisionInProgress decision,
    DueDateService dates,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>Asks for everything that is missing, as the office that just decided has listed it.</summary>
    public async Task RequestAsync(
        string instanceId, string bookmarkId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var asked = decision.Task ?? throw new RuleViolation("CorrectionWithoutDecision", file.Number);
        var now = time.GetUtcNow();
        var correction = new Correction
        {
            CaseId = file.Id,
            TaskId = asked.Id,
            BookmarkId = bookmarkId,
            RequestedAt = now,
            RequestedBy = asked.DepartmentCode,
            Opinion = asked.Opinion ?? "",
            Items = decision.Items.Count > 0
                ? [.. decision.Items]
                : [new CorrectionItem { Reason = asked.Opinion ?? "" }],
            ValuesBefore = file.Values,
        };
        file.RequestCorrection(current.Actor, correction, now);
        await MoveAsync(file, DateCause.Suspension, cancellation);
    }

    /// <summary>Takes the corrected application and lets the flow go on to whoever had asked.</summary>
    public async Task<Case> ResubmitAsync(
        string number, Submission submission, CancellationToken cancellation = default)
    {
        var file = await cases.FindOwnAsync(number, cancellation);
        if (file.Status != CaseStatus.CorrectionRequested)
            throw new RuleViolation("NoCorrectionOpen", number);
        var checkedValues = await intake.CheckAsync(
            file.FlowVersionId, submission, file.Id, cancellation);
        var correction = file.Resubmit(
            current.Actor, checkedValues.Json, checkedValues.Applicant, time.GetUtcNow());
        file.WorkerId = checkedValues.WorkerId;
        await bookings.BookAsync(file, cancellation);
        await MoveAsync(file, DateCause.Resumption, cancellation);
        await intake.AttachAsync(file.Id, submission, cancellation);
        if (await db.Drafts.FindAsync([current.Actor.UserId, number], cancellation) is { } draft)
            db.Drafts.Remove(draft);
        await runtime.ResumeWaitingAsync(
            new ResumeRequest { InstanceId = file.InstanceId, BookmarkId = correction.BookmarkId }, cancellation);
        return file;
    }

    // Tasks of other branches stay open while the applicant owes something; their clock stands still too.
    private Task<int> MoveAsync(Case file, DateCause cause, CancellationToken cancellation) =>
        dates.MoveAsync(file, new DateChange(cause, null, "行政许可法 §32(4)", current.Actor), cancellation);
}
