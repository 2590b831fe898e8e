using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>From the sheets to the grade, its publication and its end; called by the activities of the flow.</summary>
public sealed class ResultService(
    AppDbContext db,
    CaseService cases,
    WorkCalendars calendars,
    MessageService messages,
    TimeProvider time)
{
    /// <summary>A draft for the zone office, or, behind an upheld objection, what is published from now on.</summary>
    public async Task GradeAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, row) = await FindAsync(instanceId, cancellation);
        var cycle = await db.AssessmentCycles.SingleAsync(found => found.Year == row.Year, cancellation);
        var sheets = await ScoringService.LatestAsync(db, file.Id, cancellation);
        if (cycle.Rules.PartsFor(row.IsInPark).FirstOrDefault(part => !sheets.ContainsKey(part.Office)) is { } missing)
            throw new RuleViolation("SheetMissing", Grading.NameOf(missing.Office));
        var result = Grading.Of(cycle.Rules, new GradeFacts(
            sheets.ToDictionary(pair => pair.Key, pair => pair.Value.Lines),
            row.Figures!, !row.IsUnreported, row.IsInPark));
        row.GiveGrade(result.Grade, result.Percent);
        var now = time.GetUtcNow();
        var grade = new AssessmentGrade
        {
            CaseId = file.Id,
            Version = 1 + await db.AssessmentGrades.CountAsync(found => found.CaseId == file.Id, cancellation),
            Grade = result.Grade,
            Percent = result.Percent,
            ReasonsText = SentenceText.WriteLines(
                result.Reasons.Select(reason => new MessageLine(reason, null, null))),
            At = now,
        };
        db.AssessmentGrades.Add(grade);
        file.Record(Actor.System, "graded", string.Join(" ", result.Reasons.Select(
            reason => reason.In(TextResources.Chinese)).Prepend(result.Grade)), ReportingService.Rule, now);
        if (row.PublishedOn is null) return;
        await TellAsync(row, file, $"changed-{grade.Version}", "Assessment.Told.Changed", [row.Grade!], cancellation);
    }

    /// <summary>Begins the publicity; a changed result goes on with the one that began.</summary>
    public async Task PublishAsync(string instanceId, int workingDays, CancellationToken cancellation = default)
    {
        var (file, row) = await FindAsync(instanceId, cancellation);
        var now = time.GetUtcNow();
        if (!row.Publish(ChinaTime.DateOf(now), workingDays)) return;
        file.Record(Actor.System, "published", row.Grade, ReportingService.Rule, now);
        await TellAsync(
            row, file, "published", "Assessment.Told.Published", [row.Grade!, PublicityOf(row).DueOn!.Value],
            cancellation);
    }

    /// <summary>The result becomes final.</summary>
    public async Task FinishAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, row) = await FindAsync(instanceId, cancellation);
        var now = time.GetUtcNow();
        file.MustAllowIssue();
        row.Finish(ChinaTime.DateOf(now));
        file.Issue(Actor.System, file.FilingNumber!, now);
        await TellAsync(row, file, "final", "Assessment.Told.Final", [row.Grade!], cancellation);
    }

    /// <summary>Until when the result may be objected to: derived from the calendar of the day that asks.</summary>
    public Deadline PublicityOf(Assessment row) => PublicityOf(row, calendars["GX"]);

    internal static Deadline PublicityOf(Assessment row, WorkCalendar calendar) =>
        Deadline.Compute(row.PublishedOn!.Value, TimeLimit.OfFlow(row.PublicityDays), calendar);

    /// <summary>Tells the accounts of the assessed enterprise.</summary>
    internal async Task TellAsync(
        Assessment row, Case file, string what, string text, object[] args, CancellationToken cancellation)
    {
        var firm = await db.Enterprises.AsNoTracking().SingleAsync(
            found => found.Id == row.EnterpriseId, cancellation);
        var people = await db.Users.Where(user => user.EnterpriseId == firm.Id && user.WorkerId == null)
            .Select(user => user.Id).ToListAsync(cancellation);
        await messages.TellAsync(
            people,
            new MessageDraft
            {
                Kind = MessageKind.Assessment,
                Key = $"assessment-{file.Id:N}-{what}",
                Text = new Sentence(text, [CycleService.YearText(row.Year), .. args]),
                Address = $"/assessments/{CycleService.YearText(row.Year)}/{firm.UnifiedSocialCreditCode}",
                Mail = MailTime.AtOnce,
            },
            cancellation);
    }

    internal async Task<(Case File, Assessment Row)> FindAsync(string instanceId, CancellationToken cancellation)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        return (file, await db.Assessments.SingleAsync(row => row.CaseId == file.Id, cancellation));
    }
}
