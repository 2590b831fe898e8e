namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// How one text is looked for: by the few cases that have it, or, where very many have it, along the
/// list; and by the steps, flows and offices whose names have it.
/// </summary>
internal sealed record SearchPlan(
    string Text,
    IReadOnlyList<Guid> Cases,
    bool IsCommon,
    IReadOnlyList<string> Departments,
    IReadOnlyList<StepLabel> Labels)
{
    /// <summary>Whether some of it is looked for row by row.</summary>
    public bool WalksAt(IEnumerable<Desk> desks) => IsCommon || desks.Any(desk => NamesAt(desk) is not null);

    /// <summary>Of the names, those that this desk has ever had tasks of; null when none of them.</summary>
    public SearchPlan? NamesAt(Desk desk)
    {
        var isPost = desk.Scope == InboxScope.Available;
        var departments = Departments
            .Where(code => !isPost || code == desk.Department)
            .Take(InboxLimits.MaxLabels)
            .ToList();
        var labels = departments.Count > 0 && isPost
            ? []
            : Labels
                .Where(label => !isPost || (label.DepartmentCode == desk.Department && label.PostCode == desk.Post))
                .DistinctBy(label => (label.Flow, label.StepId))
                .Take(InboxLimits.MaxLabels)
                .ToList();
        return departments.Count + labels.Count == 0
            ? null
            : this with { Departments = departments, Labels = labels };
    }
}
