using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Cases;

/// <summary>A case whose worker is asked, until the end of <see cref="Until"/>.</summary>
public sealed record OpenQuestion(
    string CaseNumber, LocalText Title, string Applicant, DateTimeOffset? Until);

/// <summary>
/// Lets a worker say whether what the employer hands in is what was signed. Who has no account is not asked: the
/// window looks at the signed original instead.
/// </summary>
public sealed class WorkerAnswers(
    AppDbContext db, CaseService cases, FlowService flows, IWorkflowStore store, WorkflowRuntime runtime,
    MessageService messages, CalendarSource calendars, CurrentActor current, TimeProvider time)
{
    public const string Confirm = "confirm";
    public const string Refuse = "refuse";
    public const string Nobody = "nobody";
    public const string Silence = "silence";
    public const int MaxReason = 1000;
    private const string Rule = "劳动合同法 §16";

    /// <returns>Until when; null where there is nobody to ask.</returns>
    public async Task<DateTimeOffset?> AskAsync(
        string instanceId, int workingDays, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var now = time.GetUtcNow();
        var people = await db.Users.AsNoTracking()
            .Where(user => user.WorkerId != null && user.WorkerId == file.WorkerId)
            .Select(user => user.Id)
            .ToListAsync(cancellation);
        if (people.Count == 0)
        {
            file.Record(Actor.System, "workerNotReached", null, Rule, now);
            return null;
        }

        var last = calendars.Current[file.Region].AddWorkdays(ChinaTime.DateOf(now), workingDays);
        var form = await flows.FormOfVersionAsync(file.FlowVersionId, cancellation);
        file.Record(Actor.System, "workerAsked", null, Rule, now);
        await messages.TellAsync(
            people,
            new MessageDraft
            {
                Kind = MessageKind.Question,
                Key = $"worker-{file.Id:N}-{file.AuditCount}",
                Text = new Sentence("Worker.Asked", file.Applicant, form.Title, file.Number, last),
                CaseNumber = file.Number,
                Mail = MailTime.AtOnce,
            },
            cancellation);
        return ChinaTime.EndOf(last);
    }

    public async Task NoteSilenceAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.Record(Actor.System, "workerSilent", null, Rule, time.GetUtcNow());
    }

    /// <summary>What the worker who asks is to answer, the oldest first.</summary>
    public async Task<IReadOnlyList<OpenQuestion>> OpenAsync(CancellationToken cancellation = default)
    {
        if (current.Actor.WorkerId is not { } worker) return [];
        var waiting = await (
            from file in db.Cases.AsNoTracking()
            where file.WorkerId == worker
            join asked in db.WorkflowBookmarks on file.InstanceId equals asked.InstanceId
            where asked.Name == nameof(AskWorker)
            orderby file.SubmittedAt
            select new
            {
                file.Number,
                file.FlowVersionId,
                file.Applicant,
                DueAt = db.WorkflowBookmarks
                    .Where(timer => timer.InstanceId == file.InstanceId
                        && timer.ActivityInstanceId == asked.ActivityInstanceId && timer.DueAt != null)
                    .Select(timer => timer.DueAt).FirstOrDefault(),
            }).ToListAsync(cancellation);
        var open = new List<OpenQuestion>();
        foreach (var row in waiting)
        {
            var form = await flows.FormOfVersionAsync(row.FlowVersionId, cancellation);
            // The timer runs a second after the last moment.
            open.Add(new OpenQuestion(row.Number, form.Title, row.Applicant, row.DueAt?.AddSeconds(-1)));
        }

        return open;
    }

    /// <summary>Takes the answer and lets the flow go on; all of it is one commit.</summary>
    /// <exception cref="RuleViolation">Nobody asks this worker, or an objection has no reason.</exception>
    public async Task<Case> AnswerAsync(
        string number, string? answer, string? reason, CancellationToken cancellation = default)
    {
        if (answer is not (Confirm or Refuse))
            throw RuleViolation.Invalid("answer", "AnswerUnknown", $"{Confirm}, {Refuse}");
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (answer == Refuse && why is null) throw RuleViolation.Invalid("reason", "ReasonRequired");
        if (why?.Length > MaxReason) throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReason);
        var file = await cases.Visible().WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        if (file.WorkerId is null || file.WorkerId != current.Actor.WorkerId)
            throw RuleViolation.Forbidden("OnlyTheWorkerAnswers");
        var asked = (await store.FindBookmarksAsync(
            new BookmarkFilter { InstanceId = file.InstanceId }, cancellation))
            .FirstOrDefault(bookmark => bookmark.Name == nameof(AskWorker))
            ?? throw new RuleViolation("WorkerNotAsked", number);
        file.Record(
            current.Actor, answer == Confirm ? "workerConfirmed" : "workerRefused", why, Rule, time.GetUtcNow());
        await runtime.ResumeWaitingAsync(
            new ResumeRequest
            {
                InstanceId = file.InstanceId,
                BookmarkId = asked.Id,
                Input = new Dictionary<string, object?> { ["Outcome"] = answer },
            },
            cancellation);
        return file;
    }
}
