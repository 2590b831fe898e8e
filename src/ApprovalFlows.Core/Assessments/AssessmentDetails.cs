using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

/// <summary>One assessment as its reader sees it. What is not public is empty for the public.</summary>
public sealed record AssessmentView(
    Assessment Row, AssessmentCycle Cycle, string Enterprise, string CreditCode, AssessmentState State)
{
    public Guid EnterpriseId => Row.EnterpriseId;
    public string? ParkCode { get; init; }
    public Deadline? Publicity { get; init; }
    public IReadOnlyList<AssessmentGrade> Grades { get; init; } = [];

    /// <summary>The firm itself, the offices and auditors see how the grade came about.</summary>
    public bool IsInside { get; init; }
    public bool IsOwn { get; init; }
    public string? CaseNumber { get; init; }
    public Figures? Figures { get; init; }

    /// <summary>The figures as they are now; they are frozen when the report comes.</summary>
    public bool FiguresAreOfToday { get; init; }
    public IReadOnlyList<ScoreSheet> Sheets { get; init; } = [];
    public IReadOnlyList<ObjectionView> Objections { get; init; } = [];

    public bool MustRectify => Row.Grade is { } grade && Cycle.Rules.GradeOf(grade).MustRectify;

    /// <summary>The firm has one open at a time; the public as many as there are people.</summary>
    public bool MayObject => State is AssessmentState.Publicity or AssessmentState.Objection
        && (IsOwn ? !Objections.Any(row => row.IsOpen && !row.IsPublic) : !IsInside);
}

/// <summary>Shows one assessment.</summary>
public sealed class AssessmentDetails(
    AppDbContext db, ResultService results, FigureService figures, CurrentActor current, TimeProvider time)
{
    /// <exception cref="RuleViolation">There is none, or it is not for this reader.</exception>
    public async Task<AssessmentView> ShowAsync(
        int year, string creditCode, CancellationToken cancellation = default) =>
        await FindAsync(row => row.Year == year, creditCode, cancellation)
        ?? throw RuleViolation.NotFound("AssessmentUnknown", CycleService.YearText(year), creditCode);

    /// <summary>The latest of the reader's own firm; null where it has none.</summary>
    public async Task<AssessmentView?> OwnAsync(CancellationToken cancellation = default)
    {
        if (current.Actor is not { EnterpriseId: { } firm, WorkerId: null }) return null;
        var found = await db.Assessments.AsNoTracking().Where(row => row.EnterpriseId == firm)
            .OrderByDescending(row => row.Year)
            .Select(row => new
            {
                row.Year,
                Code = db.Enterprises.First(own => own.Id == firm).UnifiedSocialCreditCode,
            })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : await ShowAsync(found.Year, found.Code, cancellation);
    }

    private async Task<AssessmentView?> FindAsync(
        System.Linq.Expressions.Expression<Func<Assessment, bool>> which, string creditCode,
        CancellationToken cancellation)
    {
        var found = await (
            from row in db.Assessments.AsNoTracking().Where(which)
            join firm in db.Enterprises on row.EnterpriseId equals firm.Id
            where firm.UnifiedSocialCreditCode == creditCode
            join cycle in db.AssessmentCycles on row.Year equals cycle.Year
            select new { row, cycle, firm.Name, firm.ParkCode }).FirstOrDefaultAsync(cancellation);
        if (found is null) return null;
        var actor = current.Actor;
        var isOwn = actor.EnterpriseId == found.row.EnterpriseId && actor.WorkerId is null;
        var isInside = isOwn || actor.IsIn(Roles.Auditor)
            || found.cycle.Rules.Parts.Any(part => actor.BelongsTo(part.Office)) || actor.BelongsTo("zone-office");
        if (!isInside && found.row.PublishedOn is null) return null;
        var file = await db.Cases.AsNoTracking().Where(row => row.Id == found.row.CaseId)
            .Select(row => new { row.Number, row.Status }).FirstOrDefaultAsync(cancellation);
        var tasks = await AssessmentStates.OpenTasksAsync(db, [found.row.CaseId], cancellation);
        var view = new AssessmentView(
            found.row, found.cycle, found.Name, creditCode,
            AssessmentStates.Of(file?.Status, tasks[found.row.CaseId ?? Guid.Empty]))
        {
            ParkCode = found.ParkCode,
            Publicity = found.row.PublishedOn is null ? null : results.PublicityOf(found.row),
            Grades = found.row.PublishedOn is null && isOwn ? [] : await GradesAsync(found.row, cancellation),
            IsInside = isInside,
            IsOwn = isOwn,
            CaseNumber = isInside ? file?.Number : null,
        };
        return isInside ? await InsideAsync(view, cancellation) : view;
    }

    // Before the zone office has confirmed them, points are a matter between the offices.
    private async Task<AssessmentView> InsideAsync(AssessmentView view, CancellationToken cancellation)
    {
        var row = view.Row;
        var isBegun = view.State != AssessmentState.AwaitingReport;
        var seesSheets = !view.IsOwn || row.PublishedOn is not null;
        return view with
        {
            Figures = isBegun ? row.Figures : await figures.OfAsync(row.EnterpriseId, row.Year, cancellation),
            FiguresAreOfToday = !isBegun,
            Sheets = seesSheets
                ? await db.ScoreSheets.AsNoTracking().Where(sheet => sheet.CaseId == row.CaseId)
                    .OrderBy(sheet => sheet.EnteredAt).ToListAsync(cancellation)
                : [],
            Objections =
            [
                .. (await db.AssessmentObjections.AsNoTracking().Where(found => found.CaseId == row.CaseId)
                    .OrderBy(found => found.At).ToListAsync(cancellation))
                    .Select(found => ObjectionView.Of(found, view.IsOwn ? null : Objector.Of(found)?.Masked())),
            ],
        };
    }

    private Task<List<AssessmentGrade>> GradesAsync(Assessment row, CancellationToken cancellation) =>
        db.AssessmentGrades.AsNoTracking().Where(grade => grade.CaseId == row.CaseId)
            .OrderBy(grade => grade.Version).ToListAsync(cancellation);

    /// <summary>Whether the day of the reader lies in the time of publicity.</summary>
    public bool IsOpenToObjections(AssessmentView view) =>
        view.MayObject && view.Publicity?.DueOn >= ChinaTime.DateOf(time.GetUtcNow());
}

/// <summary>How far assessments have come: derived from the case and what is open in it.</summary>
internal static class AssessmentStates
{
    public static AssessmentState Of(CaseStatus? file, IEnumerable<IReadOnlyList<string>> open) => file switch
    {
        null or CaseStatus.Withdrawn => AssessmentState.AwaitingReport,
        CaseStatus.Issued => AssessmentState.Final,
        CaseStatus.Approved => open.Any() ? AssessmentState.Objection : AssessmentState.Publicity,
        _ => open.Any(outcomes => !outcomes.Contains(ScoringService.Outcome))
            ? AssessmentState.Confirming
            : AssessmentState.Scoring,
    };

    /// <summary>The outcomes of the open tasks by case.</summary>
    public static async Task<ILookup<Guid, IReadOnlyList<string>>> OpenTasksAsync(
        AppDbContext db, IReadOnlyCollection<Guid?> cases, CancellationToken cancellation)
    {
        var ids = cases.OfType<Guid>().ToList();
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => ids.Contains(task.CaseId)
                && (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting))
            .Select(task => new { task.CaseId, task.Outcomes })
            .ToListAsync(cancellation);
        return tasks.ToLookup(task => task.CaseId, task => (IReadOnlyList<string>)task.Outcomes);
    }
}
