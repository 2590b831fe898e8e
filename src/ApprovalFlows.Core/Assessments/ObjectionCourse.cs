using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>From a filed objection to its answer; called by the activities of the flow.</summary>
public sealed class ObjectionCourse(
    AppDbContext db,
    ResultService results,
    LetterWriter letters,
    DecisionInProgress decision,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>The outcomes of the steps that deal with an objection.</summary>
    public const string Uphold = "uphold";
    public const string TakeUp = "takeUp";

    /// <summary>The oldest objection that no office has had yet; null when there is none.</summary>
    public async Task<AssessmentObjection?> LayNextAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        var (file, _) = await results.FindAsync(instanceId, cancellation);
        var next = (await OpenAsync(file.Id, cancellation)).FirstOrDefault(row => row.LaidAt is null);
        next?.Lay(time.GetUtcNow());
        return next;
    }

    /// <summary>Whether the decision just taken is that one of the public is taken up.</summary>
    public async Task<bool> TakeUpAsync(string instanceId, CancellationToken cancellation = default)
    {
        if (decision.Task?.Outcome != TakeUp) return false;
        var (file, row) = await results.FindAsync(instanceId, cancellation);
        var (laid, now) = (await LaidAsync(file.Id, cancellation), time.GetUtcNow());
        laid.TakeUp(now);
        file.Record(
            current.Actor, "objectionTakenUp", decision.Task.Opinion, ReportingService.Rule, now);
        await results.TellAsync(
            row, file, $"objection-{laid.Id:N}-taken-up", "Assessment.Told.TakenUp", [], cancellation);
        return true;
    }

    /// <summary>The office whose sheet is to be changed; null where it is rejected or not taken up.</summary>
    public async Task<string?> DecideAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, row) = await results.FindAsync(instanceId, cancellation);
        var laid = await LaidAsync(file.Id, cancellation);
        var opinion = decision.Task?.Opinion;
        if (string.IsNullOrWhiteSpace(opinion)) throw RuleViolation.Invalid("opinion", "OpinionRequired");
        var now = time.GetUtcNow();
        // Flows from before there were two steps know no other one: whoever decides has taken it up.
        if (decision.Task!.Outcomes.Contains(Uphold)) laid.TakeUp(now);
        laid.Decide(decision.Task.Outcome == Uphold, opinion, current.Actor.SignedName, now);
        file.Record(current.Actor, $"objection{laid.State}", opinion, ReportingService.Rule, now);
        if (laid.IsPublic) await AnswerAsync(laid, row, cancellation);
        if (laid.State != ObjectionState.NotTakenUp)
        {
            await results.TellAsync(
                row, file, $"objection-{laid.Id:N}",
                $"Assessment.Told.{(laid.IsPublic ? "Public" : "")}{laid.State}", [opinion], cancellation);
        }

        return laid.IsUpheld == true ? laid.Office : null;
    }

    /// <summary>
    /// What a task is about; null for tasks that deal with no objection. Whoever decides, or has decided, sees who
    /// objected: the answer may have to be given by telephone.
    /// </summary>
    public async Task<ObjectionTask?> ShowAsync(TaskView view, CancellationToken cancellation = default)
    {
        var task = view.Task;
        if (!task.Outcomes.Contains(Uphold) && !task.Outcomes.Contains(TakeUp)) return null;
        var rows = await db.AssessmentObjections.AsNoTracking()
            .Where(row => row.CaseId == task.CaseId).ToListAsync(cancellation);
        var isOver = task.Status is ReviewTaskStatus.Decided or ReviewTaskStatus.Closed;
        var found = isOver
            ? rows.Where(row => row.LaidAt <= task.CreatedAt).MaxBy(row => row.LaidAt)
            : LaidOf(rows);
        if (found is null) return null;
        var row = await db.Assessments.AsNoTracking().SingleAsync(one => one.CaseId == task.CaseId, cancellation);
        var code = await db.Enterprises.Where(firm => firm.Id == row.EnterpriseId)
            .Select(firm => firm.UnifiedSocialCreditCode).SingleAsync(cancellation);
        return new ObjectionTask(ObjectionView.Of(found, SeenOf(Objector.Of(found), view)), row.Year, code);
    }

    private Objector? SeenOf(Objector? by, TaskView view)
    {
        var (task, actor) = (view.Task, current.Actor);
        if ((view.MayDecide && !task.IsAdvice) || task.DecidedById == actor.UserId) return by;
        return actor.Posts.Count > 0 || actor.IsIn(Roles.Auditor) ? by?.Masked() : null;
    }

    private async Task<AssessmentObjection> LaidAsync(Guid caseId, CancellationToken cancellation) =>
        LaidOf(await OpenAsync(caseId, cancellation))!;

    // Those from before several could be open were not marked; then there is one only.
    private static AssessmentObjection? LaidOf(IEnumerable<AssessmentObjection> rows) => rows
        .Where(row => row.IsOpen).OrderBy(row => row.LaidAt is null).ThenBy(row => row.At).FirstOrDefault();

    // With what this unit of work has added: an objection is laid before an office in the commit it comes in.
    private async Task<List<AssessmentObjection>> OpenAsync(Guid caseId, CancellationToken cancellation)
    {
        var kept = await db.AssessmentObjections
            .Where(row => row.CaseId == caseId && row.DecidedAt == null).ToListAsync(cancellation);
        return
        [
            .. kept.Union(db.AssessmentObjections.Local.Where(row => row.CaseId == caseId))
                .Where(row => row.IsOpen).OrderBy(row => row.At).ThenBy(row => row.Id),
        ];
    }

    private async Task AnswerAsync(AssessmentObjection laid, Assessment row, CancellationToken cancellation)
    {
        if (laid.ObjectorMail is not { } address) return;
        var firm = await db.Enterprises.Where(found => found.Id == row.EnterpriseId)
            .Select(found => found.Name).SingleAsync(cancellation);
        var letter = new Letter(
            $"objection-{laid.Id:N}",
            MessageKind.Assessment,
            new Sentence("Assessment.Answer.Subject", CycleService.YearText(row.Year), firm),
            [
                new MessageLine(new Sentence($"Assessment.Answer.{laid.State}", laid.Opinion!), null, null),
                new MessageLine(new Sentence("Assessment.Answer.Number", laid.Number!), null, null)
                {
                    Address = ObjectionLookup.AddressOf(laid.Number!),
                },
            ],
            "");
        db.Outbox.Add(letters.WriteTo(address, laid.Language!, letter, time.GetUtcNow()));
    }
}
