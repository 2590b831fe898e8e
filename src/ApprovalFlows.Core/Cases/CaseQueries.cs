namespace ApprovalFlows.Core.Cases;

internal static class CaseQueries
{
    /// <summary>With what the statutory clock of a case is derived from.</summary>
    public static IQueryable<Case> WithClock(this IQueryable<Case> cases) => cases
        .Include(row => row.Suspensions)
        .Include(row => row.Corrections)
        .AsSingleQuery();
}
