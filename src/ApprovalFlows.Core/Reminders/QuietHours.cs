using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Reminders;

/// <summary>
/// When nobody is to be disturbed: at night and on rest days, by the calendar of the person's office.
/// </summary>
public sealed class QuietHours(AppDbContext db, WorkCalendars calendars, IOptions<ApprovalFlowsOptions> options)
{
    /// <summary>Whose region is unknown lives where the pilot is.</summary>
    private const string DefaultRegion = "GX";
    private readonly Dictionary<Guid, WorkCalendar> known = [];

    public WorkCalendars Calendars => calendars;

    private ReminderOptions Settings => options.Value.Reminders;

    public async Task<DateTimeOffset> OpeningAsync(
        Guid userId, DateTimeOffset now, CancellationToken cancellation = default) =>
        Opening(now, await CalendarOfAsync(userId, cancellation));

    /// <summary>This moment when it is not quiet, else the end of the quiet hours.</summary>
    public DateTimeOffset Opening(DateTimeOffset now, WorkCalendar calendar)
    {
        var local = ChinaTime.Of(now);
        var day = DateOnly.FromDateTime(local.DateTime);
        var hour = TimeOnly.FromDateTime(local.DateTime);
        var isDay = calendar.IsWorkday(day);
        if (isDay && hour >= Settings.QuietTo && hour < Settings.QuietFrom) return now;
        var opens = isDay && hour < Settings.QuietTo ? day : calendar.AddWorkdays(day, 1);
        return ChinaTime.At(opens, Settings.QuietTo);
    }

    /// <summary>Whether the digest of this day may go out now.</summary>
    public bool IsTimeOfDigest(DateTimeOffset now, WorkCalendar calendar)
    {
        var hour = TimeOnly.FromDateTime(ChinaTime.Of(now).DateTime);
        return calendar.IsWorkday(ChinaTime.DateOf(now))
            && hour >= Settings.DigestAt && hour < Settings.QuietFrom;
    }

    public async Task<WorkCalendar> CalendarOfAsync(Guid userId, CancellationToken cancellation = default)
    {
        if (known.TryGetValue(userId, out var calendar)) return calendar;
        var region = await db.PostHoldings
            .Where(held => held.UserId == userId)
            .OrderByDescending(held => held.From)
            .Join(db.Departments, held => held.DepartmentCode, office => office.Code, (_, office) => office.Region)
            .FirstOrDefaultAsync(cancellation);
        return known[userId] = calendars[region ?? DefaultRegion];
    }
}
