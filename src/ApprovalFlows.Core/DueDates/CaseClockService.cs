using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.DueDates;

public sealed record PauseView(Sentence Kind, DateTimeOffset From, DateTimeOffset? To);

public sealed record MoveView(
    LocalText Step,
    DateTimeOffset? Before,
    DateTimeOffset? After,
    DateTimeOffset At,
    DateCause Cause,
    string? Source);

/// <summary>The dates of a case, what stopped, lengthened or moved them, and what the person may do.</summary>
public sealed record CaseClockView
{
    public required CaseView Case { get; init; }
    public required IReadOnlyList<PauseView> Pauses { get; init; }
    public required IReadOnlyList<MoveView> Moves { get; init; }
    public bool MaySuspend { get; init; }
    public bool MayResume { get; init; }
    public bool MayExtend { get; init; }
}

/// <summary>Shows the clock of one case to somebody who may see the case.</summary>
public sealed class CaseClockService(AppDbContext db, CaseViewService cases, CurrentActor current)
{
    public const int MaxMoves = 200;

    /// <exception cref="RuleViolation">There is no such case for this person.</exception>
    public async Task<CaseClockView> ShowAsync(string number, CancellationToken cancellation = default)
    {
        var file = await cases.ShowAsync(number, cancellation);
        var pauses = await db.Suspensions.AsNoTracking()
            .Where(row => row.CaseId == file.Id)
            .OrderBy(row => row.From)
            .ToListAsync(cancellation);
        var asked = pauses.Find(row => row.To is null && row.Reason != Deadlines.Suspension.Correction);
        var isReviewed = file.Status == CaseStatus.InReview;
        var isOnTable = await IsOnTableAsync(file.Id, cancellation);
        return new CaseClockView
        {
            Case = file,
            Pauses = [.. pauses.Select(row => new PauseView(new Sentence(row.Reason), row.From, row.To))],
            Moves = await MovesAsync(file.Id, cancellation),
            MaySuspend = isReviewed && isOnTable && pauses.TrueForAll(row => row.To is not null),
            MayResume = isOnTable && asked is not null,
            MayExtend = isReviewed && file.ExtensionDays == 0
                && current.Actor.Holds(DecidingOffice.Department, DecidingOffice.Post),
        };
    }

    private async Task<bool> IsOnTableAsync(Guid caseId, CancellationToken cancellation)
    {
        var open = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.CaseId == caseId && task.Status == ReviewTaskStatus.Open)
            .Select(task => new { task.DepartmentCode, task.PostCode })
            .ToListAsync(cancellation);
        return open.Exists(task => current.Actor.Holds(task.DepartmentCode, task.PostCode));
    }

    private Task<List<MoveView>> MovesAsync(Guid caseId, CancellationToken cancellation) => (
        from move in db.DateMoves.AsNoTracking()
        where move.CaseId == caseId
        join task in db.ReviewTasks on move.TaskId equals task.Id
        orderby move.Id descending
        select new MoveView(
            new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
            move.Before,
            move.After,
            move.At,
            move.Cause,
            move.Source))
        .Take(MaxMoves)
        .ToListAsync(cancellation);
}
