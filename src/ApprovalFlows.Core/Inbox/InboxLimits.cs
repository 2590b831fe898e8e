namespace ApprovalFlows.Core.Inbox;

/// <summary>How far the inbox counts, pages and looks; all of its limits in one place.</summary>
public static class InboxLimits
{
    public const int MaxPageSize = 100;
    public const int MaxTextLength = 100;

    /// <summary>Rows that pages by number reach, and the number up to which a list is counted exactly.</summary>
    public const int MaxDepth = 10_000;

    /// <summary>The number up to which tabs, groups and the badge count.</summary>
    public const int MaxCount = 1_000;

    /// <summary>Of what has to be looked at one by one, a count looks at so many.</summary>
    public const int MaxWalk = 1_000;

    /// <summary>A word that more cases have is looked for along the list instead of by its cases.</summary>
    public const int MaxCandidates = 1_000;

    /// <summary>Steps, flows and offices that one search takes by their names.</summary>
    public const int MaxLabels = 50;

    /// <summary>Flows shown side by side when grouped, and rows shown of each.</summary>
    public const int MaxGroups = 20;
    public const int RowsPerGroup = 5;
}
