using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// The calendars that apply now. Notices are only ever added, so their number in the database is the
/// version of this cache; every node asks for it every few seconds, and at once after loading one.
/// </summary>
public sealed class CalendarSource(IServiceScopeFactory scopes)
{
    private volatile Loaded loaded = new(0, WorkCalendars.Seed);

    public WorkCalendars Current => loaded.Calendars;

    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var count = await db.CalendarNotices.CountAsync(cancellation);
        if (count <= loaded.Notices) return;
        var notices = await db.CalendarNotices.AsNoTracking().ToListAsync(cancellation);
        loaded = new Loaded(notices.Count, WorkCalendars.Of(Latest(notices)));
    }

    /// <summary>Of every region and year the newest version.</summary>
    internal static IEnumerable<CalendarYear> Latest(IEnumerable<CalendarNotice> notices) =>
        notices
            .GroupBy(notice => (notice.Region, notice.Year))
            .Select(versions => versions.MaxBy(notice => notice.Version)!.ToYear())
            .Concat(WorkCalendars.SeedYears)
            .DistinctBy(year => (year.Region, year.Year));

    private sealed record Loaded(int Notices, WorkCalendars Calendars);
}
