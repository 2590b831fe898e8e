namespace ApprovalFlows.Core.Deadlines;

/// <summary>Until when the holder must ask for renewal (行政许可法 §50).</summary>
public static class RenewalWindow
{
    /// <summary>
    /// The last day to apply. It is the applicant's time, so calendar days are counted, and it
    /// never moves off a rest day.
    /// </summary>
    public static DateOnly LastDay(DateOnly validTo, TimeLimit? limit = null) =>
        validTo.AddDays(-(limit ?? TimeLimits.Seed[TimeLimits.Renewal]).Amount);
}
