using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>The dates of a proceeding, each with why it is that day. Nothing of it is stored.</summary>
public sealed class ProceedingDates(CalendarSource calendars, TimeLimits limits)
{
    private const string Region = "GX";

    /// <summary>By when an order that names no day is to be followed.</summary>
    public Deadline DueOfOrder(DateOnly ordered) => Compute(ordered, TimeLimits.Rectification);

    /// <summary>The latest day an order may be extended to.</summary>
    public Deadline LatestExtension(DateOnly due) => Compute(due, TimeLimits.RectificationExtension);

    /// <summary>Until when the firm may ask for a hearing; null before the notice is served.</summary>
    public Deadline? DefenceBy(Proceeding proceeding) => proceeding.NoticeServedAt is { } served
        ? Compute(ChinaTime.DateOf(served), TimeLimits.PenaltyDefence)
        : null;

    /// <summary>The first day for a hearing that is announced today.</summary>
    public Deadline EarliestHearing(DateOnly announced) => Compute(announced, TimeLimits.PenaltyHearingNotice);

    public Listing Listing(Sanction sanction) => Sanctions.Listing.Of(sanction, calendars.Current, limits);

    /// <summary>The last day to answer: of an order the day it says.</summary>
    public DateOnly? AnswerBy(Proceeding proceeding) => proceeding.Kind == ProceedingKind.Rectification
        ? proceeding.DueOn
        : DefenceBy(proceeding)?.DueOn;

    private Deadline Compute(DateOnly start, string limit) =>
        Deadline.Compute(start, limits[limit], calendars.Current[Region]);
}
