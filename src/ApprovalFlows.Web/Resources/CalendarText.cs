namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the calendar page and of dates that moved.</summary>
public sealed class CalendarText;
