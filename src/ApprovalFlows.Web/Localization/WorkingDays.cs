using ApprovalFlows.Core;
using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Web.Localization;

/// <summary>How many working days are left until a moment; negative when it has passed.</summary>
public sealed class WorkingDays(WorkCalendars calendars, TimeProvider time)
{
    private const string Region = "GX";

    public int Left(DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var day = ChinaTime.DateOf(due);
        return due >= now
            ? calendars[Region].CountWorkdays(today, day)
            : -Math.Max(1, calendars[Region].CountWorkdays(day, today));
    }
}
