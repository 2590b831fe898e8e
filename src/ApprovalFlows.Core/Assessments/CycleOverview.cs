using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

/// <summary>One firm of a cycle as the offices see it.</summary>
public sealed record CycleRow(
    string Enterprise, string CreditCode, string? CaseNumber, AssessmentState State, bool IsUnreported, string? Grade)
{
    /// <summary>Offices whose step is overdue.</summary>
    public IReadOnlyList<string> Late { get; init; } = [];
}

/// <summary>A cycle at a glance.</summary>
public sealed record CycleView(
    AssessmentCycle Cycle,
    IReadOnlyDictionary<AssessmentState, int> States,
    IReadOnlyDictionary<string, int> Grades,
    int Unreported,
    IReadOnlyDictionary<string, int> LateOffices,
    Paged<CycleRow> Rows)
{
    public int Total => States.Values.Sum();

    public bool IsOver => States.All(state => state.Key == AssessmentState.Final || state.Value == 0);
}

/// <summary>How a cycle stands, for the offices that take part in it.</summary>
public sealed class CycleOverview(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public static bool MayRead(Actor actor) => actor.IsIn(Roles.Auditor) || CycleService.MayOpen(actor)
        || AssessmentRules.Seed.Parts.Any(part => actor.BelongsTo(part.Office));

    /// <exception cref="RuleViolation">No such cycle, or another reader.</exception>
    public async Task<CycleView> ShowAsync(
        int year, AssessmentState? state, int page, int pageSize, CancellationToken cancellation = default)
    {
        if (!MayRead(current.Actor)) throw RuleViolation.Forbidden("CycleForOffices");
        var cycle = await db.AssessmentCycles.AsNoTracking().FirstOrDefaultAsync(row => row.Year == year, cancellation)
            ?? throw RuleViolation.NotFound("CycleUnknown", CycleService.YearText(year));
        var rows = await RowsAsync(year, cancellation);
        var shown = rows.Where(row => state is null || row.State == state).ToList();
        (page, pageSize) = (Math.Clamp(page, 1, Paged<CycleRow>.MaxPage), Math.Clamp(pageSize, 1, 100));
        return new CycleView(
            cycle,
            Enum.GetValues<AssessmentState>().ToDictionary(one => one, one => rows.Count(row => row.State == one)),
            cycle.Rules.Grades.ToDictionary(rule => rule.Grade, rule => rows.Count(row => row.Grade == rule.Grade)),
            rows.Count(row => row.IsUnreported),
            rows.SelectMany(row => row.Late).GroupBy(office => office)
                .ToDictionary(group => group.Key, group => group.Count()),
            new Paged<CycleRow>(
                [.. shown.Skip((page - 1) * pageSize).Take(pageSize)], shown.Count, page, pageSize));
    }

    // A cycle has a few hundred firms at most; states are derived, so all of them are read.
    private async Task<List<CycleRow>> RowsAsync(int year, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var found = await (
            from row in db.Assessments.AsNoTracking()
            where row.Year == year
            join firm in db.Enterprises on row.EnterpriseId equals firm.Id
            join own in db.Cases on row.CaseId equals own.Id into cases
            from file in cases.DefaultIfEmpty()
            orderby row.Id
            select new
            {
                firm.Name,
                Code = firm.UnifiedSocialCreditCode,
                row.CaseId,
                Number = file == null ? null : file.Number,
                Status = file == null ? (Cases.CaseStatus?)null : file.Status,
                row.IsUnreported,
                row.Grade,
            }).Take(CycleService.MaxFirms).ToListAsync(cancellation);
        var open = await (
            from task in db.ReviewTasks.AsNoTracking()
            where task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting
            join row in db.Assessments on task.CaseId equals row.CaseId
            where row.Year == year
            select new { task.CaseId, task.Outcomes, task.DepartmentCode, task.DueAt }).ToListAsync(cancellation);
        var byCase = open.ToLookup(task => task.CaseId);
        return
        [
            .. found.Select(row => new CycleRow(
                row.Name, row.Code, row.Number,
                AssessmentStates.Of(
                    row.Status, byCase[row.CaseId ?? Guid.Empty].Select(task => (IReadOnlyList<string>)task.Outcomes)),
                row.IsUnreported, row.Grade)
            {
                Late = [.. byCase[row.CaseId ?? Guid.Empty].Where(task => task.DueAt < now)
                    .Select(task => task.DepartmentCode)],
            }),
        ];
    }
}
