using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What an office is to score, with what it scored before and what the registers say.</summary>
public sealed record ScoreTask(
    int Year,
    string CreditCode,
    ScorePart Part,
    IReadOnlyList<ScoreLine> Before,
    Figures Figures,
    bool IsUnreported);

/// <summary>Takes the score sheets of the offices, each with the decision it belongs to.</summary>
public sealed class ScoringService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    /// <summary>A step with this outcome takes the score sheet of its office.</summary>
    public const string Outcome = "score";
    public const string Field = "sheet";
    public const int MaxReasonLength = 500;

    /// <summary>Null for a step that scores nothing.</summary>
    public async Task<ScoreTask?> ShowAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        if (!task.Outcomes.Contains(Outcome)) return null;
        if (await FindAsync(task.CaseId, cancellation) is not { } found) return null;
        if (found.Cycle.Rules.PartOf(task.DepartmentCode) is not { } part) return null;
        var before = await LatestAsync(task, cancellation);
        return new ScoreTask(
            found.Row.Year, await CodeAsync(found.Row, cancellation), part, before?.Lines ?? [],
            found.Row.Figures!, found.Row.IsUnreported);
    }

    /// <exception cref="RuleViolation">The sheet is missing, incomplete or wrong; errors name the criteria.</exception>
    public async Task KeepAsync(
        Case file, ReviewTask task, string outcome, IReadOnlyList<ScoreLine> lines,
        CancellationToken cancellation = default)
    {
        if (outcome != Outcome || task.IsAdvice)
        {
            if (lines.Count > 0) throw RuleViolation.Invalid(Field, "SheetNotAsked");
            return;
        }

        var found = await FindAsync(file.Id, cancellation);
        var part = found?.Cycle.Rules.PartOf(task.DepartmentCode)
            ?? throw new RuleViolation("SheetOfNoOffice", task.DepartmentCode);
        Check(part, lines);
        var before = await LatestAsync(task, cancellation);
        var kept = part.Criteria.Select(criterion => lines.First(line => line.Criterion == criterion.Key)).ToList();
        var sheet = new ScoreSheet
        {
            CaseId = file.Id,
            Office = part.Office,
            Version = (before?.Version ?? 0) + 1,
            LinesText = JsonSerializer.Serialize(kept, JsonSerializerOptions.Web),
            Points = kept.Sum(line => line.Points),
            EnteredById = current.Actor.UserId,
            EnteredByName = current.Actor.SignedName,
            EnteredAt = time.GetUtcNow(),
        };
        db.ScoreSheets.Add(sheet);
        file.Record(current.Actor, "scored", Told(part, sheet.Version, kept), ReportingService.Rule, sheet.EnteredAt);
    }

    /// <summary>The sheets that count, by office.</summary>
    public static async Task<Dictionary<string, ScoreSheet>> LatestAsync(
        AppDbContext db, Guid caseId, CancellationToken cancellation)
    {
        var sheets = await db.ScoreSheets.Where(sheet => sheet.CaseId == caseId).ToListAsync(cancellation);
        return sheets.Concat(db.ScoreSheets.Local.Where(sheet => sheet.CaseId == caseId)).Distinct()
            .GroupBy(sheet => sheet.Office)
            .ToDictionary(group => group.Key, group => group.MaxBy(sheet => sheet.Version)!);
    }

    private static void Check(ScorePart part, IReadOnlyList<ScoreLine> lines)
    {
        var errors = new Dictionary<string, IReadOnlyList<Sentence>>();
        foreach (var criterion in part.Criteria)
        {
            var given = lines.Where(line => line.Criterion == criterion.Key).ToList();
            if (given is not [var line])
                errors[At(criterion.Key)] = [new Sentence("SheetIncomplete", criterion.Name)];
            else if (line.Points < 0 || line.Points > criterion.Points)
                errors[At(criterion.Key)] = [new Sentence("SheetPoints", criterion.Name, criterion.Points)];
            else if (line.Points < criterion.Points && string.IsNullOrWhiteSpace(line.Reason))
                errors[At(criterion.Key)] = [new Sentence("SheetReason", criterion.Name, criterion.Points)];
            else if (line.Reason?.Length > MaxReasonLength)
                errors[At(criterion.Key)] = [new Sentence("ReasonTooLong", MaxReasonLength)];
        }

        foreach (var unknown in lines.Where(line => part.Criteria.All(known => known.Key != line.Criterion)))
            errors[At(unknown.Criterion)] = [new Sentence("SheetCriterionUnknown", unknown.Criterion)];
        if (errors.Count > 0) throw RuleViolation.Invalid(errors);
    }

    // The history is read by people; the sheet itself is kept beside it.
    private static string Told(ScorePart part, int version, IEnumerable<ScoreLine> lines) => new Sentence(
        "Assessment.Scored", Grading.NameOf(part.Office), version,
        string.Join("；", part.Criteria.Zip(lines, (criterion, line) =>
            $"{criterion.Name.Zh} {line.Points}/{criterion.Points}{(line.Reason is null ? "" : $"（{line.Reason}）")}")))
        .In(TextResources.Chinese);

    public static string At(string criterion) => $"{Field}.{criterion}";

    private Task<ScoreSheet?> LatestAsync(ReviewTask task, CancellationToken cancellation) => db.ScoreSheets
        .Where(sheet => sheet.CaseId == task.CaseId && sheet.Office == task.DepartmentCode)
        .OrderByDescending(sheet => sheet.Version).FirstOrDefaultAsync(cancellation);

    private Task<string> CodeAsync(Assessment row, CancellationToken cancellation) => db.Enterprises
        .Where(firm => firm.Id == row.EnterpriseId).Select(firm => firm.UnifiedSocialCreditCode)
        .SingleAsync(cancellation);

    private async Task<Assessed?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        await db.Assessments.AsNoTracking().Where(row => row.CaseId == caseId)
            .Join(db.AssessmentCycles, row => row.Year, cycle => cycle.Year, (row, cycle) => new Assessed(row, cycle))
            .FirstOrDefaultAsync(cancellation);

    private sealed record Assessed(Assessment Row, AssessmentCycle Cycle);
}
