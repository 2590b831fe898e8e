using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

public enum InboxScope
{
    /// <summary>Open, for one of my posts, taken by nobody.</summary>
    Available,

    /// <summary>Open and claimed by me, or addressed to me.</summary>
    Mine,

    /// <summary>Decided by me.</summary>
    Done,
}

public sealed record InboxQuery
{
    public InboxScope Scope { get; init; }
    public bool? Overdue { get; init; }
    public string? Flow { get; init; }

    /// <summary>Code of the department the task is for.</summary>
    public string? Office { get; init; }
    public string? Text { get; init; }
    public InboxSort Sort { get; init; }

    /// <summary>Where another page begins (<see cref="InboxPage.Next"/>); then the number is not looked at.</summary>
    public string? After { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 20;

    /// <summary>Counted exactly up to here.</summary>
    public int CountLimit { get; init; } = InboxLimits.MaxDepth;
}

public enum InboxSort
{
    /// <summary>What is due first comes first, so overdue tasks lie on top; of what is done, the last.</summary>
    Due,

    /// <summary>The last to have come, or to have been done, first.</summary>
    Newest,
    Oldest,
}

public sealed record InboxItem
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string Flow { get; init; }
    public required string Title { get; init; }
    public required LocalText Step { get; init; }
    public required string DepartmentCode { get; init; }
    public required LocalText Department { get; init; }
    public required string Applicant { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool Overdue { get; init; }
    public string? Assignee { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }
    public string? Outcome { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public int Revision { get; init; }
}

/// <summary>One page of the inbox. Whoever follows the cursors meets every task that stays, once.</summary>
public sealed record InboxPage(IReadOnlyList<InboxItem> Items, int TotalCount, int Page, int PageSize)
{
    /// <summary>There are at least as many as the total says.</summary>
    public bool TotalIsCapped { get; init; }
    public string? Next { get; init; }
    public string? Previous { get; init; }
}

/// <summary>Each exact up to <see cref="InboxLimits.MaxCount"/>; that one and more is shown as that one.</summary>
public sealed record InboxCounts(int Available, int Mine, int Done, int Overdue);

/// <summary>What waits in one flow, with the first few.</summary>
public sealed record InboxGroup(string Flow, int Count, IReadOnlyList<InboxItem> Items);
