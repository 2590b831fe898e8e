using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What happens in the time of publicity: objections, or none until its end (J14).</summary>
public sealed class ObjectionService(
    AppDbContext db,
    ResultService results,
    IWorkflowStore store,
    WorkflowRuntime runtime,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>An objection of the assessed enterprise against the sheet of one office.</summary>
    /// <exception cref="RuleViolation">It is not theirs, not published, too late, or they have one open.</exception>
    public async Task<AssessmentObjection> FileAsync(
        int year, string creditCode, string? office, string? reason, CancellationToken cancellation = default)
    {
        var row = await FindAsync(year, creditCode, cancellation);
        if (row is null || row.EnterpriseId != current.Actor.EnterpriseId || !current.Actor.Applies)
            throw RuleViolation.Forbidden("ObjectionOfOthers");
        var why = reason?.Trim();
        if (string.IsNullOrEmpty(why)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        var part = await CheckAsync(row, office, why, cancellation);
        if (await db.AssessmentObjections.AnyAsync(
            own => own.CaseId == row.CaseId && own.Number == null && own.DecidedAt == null, cancellation))
            throw new RuleViolation("ObjectionIsOpen");
        return await AddAsync(
            new AssessmentObjection
            {
                CaseId = row.CaseId!.Value,
                Office = part.Office,
                Reason = why,
                ById = current.Actor.UserId,
                At = time.GetUtcNow(),
            },
            "objected", cancellation);
    }

    /// <summary>
    /// An objection of the public. Nobody is signed in here, whoever it is: an account of the person would stand
    /// in the history that the enterprise reads.
    /// </summary>
    /// <exception cref="RuleViolation">There is no such result, it is too late, or something is missing.</exception>
    public async Task<AssessmentObjection> FilePubliclyAsync(
        int year, string creditCode, PublicObjection handedIn, CancellationToken cancellation = default)
    {
        current.Actor = Actor.Anonymous;
        var row = await FindAsync(year, creditCode, cancellation);
        if (row?.PublishedOn is null)
            throw RuleViolation.NotFound("AssessmentUnknown", CycleService.YearText(year), creditCode);
        var from = handedIn.Checked();
        var part = await CheckAsync(row, from.Office, from.Reason!, cancellation);
        return await AddAsync(
            new AssessmentObjection
            {
                CaseId = row.CaseId!.Value,
                Office = part.Office,
                Reason = from.Reason!,
                ById = current.Actor.UserId,
                At = time.GetUtcNow(),
                Number = ObjectionNumber.Next(),
                ObjectorName = from.Name,
                ObjectorPhone = from.Phone,
                ObjectorMail = from.Mail,
                Language = from.Language,
            },
            "objectedPublicly", cancellation);
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
            || await WaitingAsync(file, cancellation) is not { } waiting)
            return false;
        await GoOnAsync(file, waiting, cancellation);
        return row.FinalOn is not null;
    }

    // While an office has another one it waits for its turn: the flow finds it when it comes back to the publicity.
    private async Task<AssessmentObjection> AddAsync(
        AssessmentObjection objection, string action, CancellationToken cancellation)
    {
        var file = await db.Cases.SingleAsync(found => found.Id == objection.CaseId, cancellation);
        db.AssessmentObjections.Add(objection);
        file.Record(
            current.Actor, action, $"{Grading.NameOf(objection.Office).In(TextResources.Chinese)}：{objection.Reason}",
            ReportingService.Rule, objection.At);
        if (await WaitingAsync(file, cancellation) is { } waiting)
            await GoOnAsync(file, waiting, cancellation);
        return objection;
    }

    private Task<Assessment?> FindAsync(int year, string creditCode, CancellationToken cancellation) =>
        db.Assessments.FirstOrDefaultAsync(
            found => found.Year == year && db.Enterprises.Any(firm => firm.Id == found.EnterpriseId
                && firm.UnifiedSocialCreditCode == creditCode),
            cancellation);

    private async Task<ScorePart> CheckAsync(
        Assessment row, string? office, string reason, CancellationToken cancellation)
    {
        var cycle = await db.AssessmentCycles.SingleAsync(found => found.Year == row.Year, cancellation);
        var part = cycle.Rules.PartsFor(row.IsInPark).FirstOrDefault(known => known.Office == office)
            ?? throw RuleViolation.Invalid("office", "ObjectionOffice");
        if (reason.Length > AssessmentObjection.MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", AssessmentObjection.MaxReasonLength);
        if (row.PublishedOn is null) throw new RuleViolation("NotPublished");
        if (row.FinalOn is not null || results.PublicityOf(row).DueOn is not { } last
            || last < ChinaTime.DateOf(time.GetUtcNow()))
            throw new RuleViolation("PublicityOver", results.PublicityOf(row).DueOn!.Value);
        return part;
    }

    private Task GoOnAsync(Case file, string waiting, CancellationToken cancellation) =>
        runtime.ResumeWaitingAsync(
            new ResumeRequest { InstanceId = file.InstanceId, BookmarkId = waiting }, cancellation);

    private async Task<string?> WaitingAsync(Case file, CancellationToken cancellation) =>
        (await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = file.InstanceId }, cancellation))
            .FirstOrDefault(bookmark => bookmark.Name == nameof(Publicise))?.Id;
}
