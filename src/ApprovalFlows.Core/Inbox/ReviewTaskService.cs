using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Organisation;

namespace ApprovalFlows.Core.Inbox;

public sealed record ReviewTaskRequest
{
    public required string InstanceId { get; init; }
    public required string BookmarkId { get; init; }
    public required string StepId { get; init; }
    public required string TitleZh { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string Department { get; init; }
    public required string Post { get; init; }
    public required List<string> Outcomes { get; init; }
    public required Dictionary<string, string> Synonyms { get; init; }
    public required string TimeLimit { get; init; }
    public int? WorkingDays { get; init; }
    public SigningRule Signing { get; init; } = SigningRule.OnePerson;
    public bool IsTier { get; init; }
    public string? WhenNobody { get; init; }
}

/// <summary>Opens the tasks of review steps, and closes them when the law decides for the office.</summary>
public sealed class ReviewTaskService(
    CaseService cases,
    DepartmentService departments,
    CaseClock clock,
    RoundSeating seating,
    RoundSilence silence,
    DecisionInProgress inProgress,
    TimeProvider time)
{
    public async Task<ReviewTask> OpenAsync(
        ReviewTaskRequest request, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var file = await cases.OfInstanceAsync(request.InstanceId, cancellation);
        var office = await departments.ResolveAsync(
            request.Department, ChinaTime.DateOf(now), cancellation);
        var task = new ReviewTask
        {
            CaseId = file.Id,
            InstanceId = request.InstanceId,
            BookmarkId = request.BookmarkId,
            StepId = request.StepId,
            TitleZh = request.TitleZh,
            TitleVi = request.TitleVi,
            TitleEn = request.TitleEn,
            DepartmentCode = office.Code,
            PostCode = request.Post,
            IsTier = request.IsTier,
            WhenNobody = request.WhenNobody,
            Outcomes = request.Outcomes,
            Synonyms = request.Synonyms,
            TimeLimit = request.TimeLimit,
            WorkingDays = request.WorkingDays,
            ClockStart = CaseClock.StartOf(file, request.TimeLimit),
            CreatedAt = now,
        };
        task.DueAt = clock.DueAt(file, task);
        await seating.OpenAsync(task, request.Signing, file, cancellation);
        return task;
    }

    /// <summary>When to look again, while the limit of an open step has not passed; null when it has.</summary>
    public async Task<DateTimeOffset?> WaitsUntilAsync(
        string instanceId, string bookmarkId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var tasks = await silence.WaitingAsync(instanceId, bookmarkId, cancellation);
        if (tasks[0].DueAt is not { } due) return now.AddDays(1);
        return due.AddSeconds(1) > now ? due.AddSeconds(1) : null;
    }

    public async Task DeemAsync(
        string instanceId, string bookmarkId, string outcome, CancellationToken cancellation = default) =>
        inProgress.Task = await silence.DeemAsync(instanceId, bookmarkId, outcome, cancellation);
}
