using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What happens in the time of publicity: objections, or none until its end (J14).</summary>
public sealed class ObjectionService(
    AppDbContext db,
    CaseService cases,
    ResultService results,
    IWorkflowStore store,
    WorkflowRuntime runtime,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>An objection of the assessed enterprise against the sheet of one office.</summary>
    /// <exception cref="RuleViolation">It is not theirs, not published, too late, or one is open.</exception>
    public async Task<AssessmentObjection> FileAsync(
        int year, string creditCode, string? office, string? reason, CancellationToken cancellation = default)
    {
        var row = await db.Assessments.FirstOrDefaultAsync(
            found => found.Year == year && found.EnterpriseId == current.Actor.EnterpriseId
                && db.Enterprises.Any(firm => firm.Id == found.EnterpriseId
                    && firm.UnifiedSocialCreditCode == creditCode),
            cancellation);
        if (row is null || current.Actor.EnterpriseId is null || !current.Actor.Applies)
            throw RuleViolation.Forbidden("ObjectionOfOthers");
        var cycle = await db.AssessmentCycles.SingleAsync(found => found.Year == year, cancellation);
        var part = cycle.Rules.PartsFor(row.IsInPark).FirstOrDefault(known => known.Office == office)
            ?? throw RuleViolation.Invalid("office", "ObjectionOffice");
        var why = reason?.Trim();
        if (string.IsNullOrEmpty(why)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        if (why.Length > AssessmentObjection.MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", AssessmentObjection.MaxReasonLength);
        var now = time.GetUtcNow();
        MustBeInTime(row, ChinaTime.DateOf(now));
        var file = await db.Cases.SingleAsync(found => found.Id == row.CaseId, cancellation);
        var objection = new AssessmentObjection
        {
            CaseId = file.Id,
            Office = part.Office,
            Reason = why,
            ById = current.Actor.UserId,
            At = now,
        };
        db.AssessmentObjections.Add(objection);
        file.Record(current.Actor, "objected", $"{part.Office}: {why}", ReportingService.Rule, now);
        await GoOnAsync(file, Publicise.Objection, cancellation);
        return objection;
    }

    /// <summary>Results whose publicity may be over; which of them is, the calendar says.</summary>
    public async Task<IReadOnlyList<Guid>> OverAsync(int size, CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var open = await (
            from row in db.Assessments.AsNoTracking()
            where row.PublishedOn != null && row.FinalOn == null
            join file in db.Cases on row.CaseId equals file.Id
            join waiting in db.WorkflowBookmarks on file.InstanceId equals waiting.InstanceId
            where waiting.Name == nameof(Publicise)
            orderby row.PublishedOn, row.Id
            select row).Take(size).ToListAsync(cancellation);
        return [.. open.Where(row => results.PublicityOf(row).DueOn < today).Select(row => row.Id)];
    }

    /// <summary>Lets the flow go on; false when somebody was faster.</summary>
    public async Task<bool> EndAsync(Guid id, CancellationToken cancellation = default)
    {
        var row = await db.Assessments.SingleAsync(found => found.Id == id, cancellation);
        var file = await db.Cases.SingleAsync(found => found.Id == row.CaseId, cancellation);
        if (row.FinalOn is not null || results.PublicityOf(row).DueOn >= ChinaTime.DateOf(time.GetUtcNow())
            || await WaitingAsync(file, cancellation) is null)
            return false;
        await GoOnAsync(await cases.OfInstanceAsync(file.InstanceId, cancellation), Publicise.Quiet, cancellation);
        return true;
    }

    private void MustBeInTime(Assessment row, DateOnly today)
    {
        if (row.PublishedOn is null) throw new RuleViolation("NotPublished");
        if (row.FinalOn is not null || results.PublicityOf(row).DueOn is not { } last || last < today)
            throw new RuleViolation("PublicityOver", results.PublicityOf(row).DueOn!.Value);
    }

    private async Task GoOnAsync(Case file, string outcome, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(file, cancellation) ?? throw new RuleViolation("ObjectionIsOpen");
        await runtime.ResumeWaitingAsync(
            new ResumeRequest
            {
                InstanceId = file.InstanceId,
                BookmarkId = waiting,
                Input = new Dictionary<string, object?> { ["Outcome"] = outcome },
            },
            cancellation);
    }

    private async Task<string?> WaitingAsync(Case file, CancellationToken cancellation) =>
        (await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = file.InstanceId }, cancellation))
            .FirstOrDefault(bookmark => bookmark.Name == nameof(Publicise))?.Id;
}
