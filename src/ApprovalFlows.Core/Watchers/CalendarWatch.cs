using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>J28: years whose calendar nobody has loaded, told again every so many days until somebody has.</summary>
internal sealed class CalendarWatch(CalendarSource calendars, NoticeBook book) : IWatch
{
    public int BatchSize => 20;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window) =>
    [
        async (_, _, _, cancellation) =>
        {
            // Another node may have loaded it a moment ago.
            await calendars.RefreshAsync(cancellation);
            return
            [
                .. from missing in CalendarGuard.Missing(calendars.Current, window.Today)
                   select new FeedRow(FeedPlace.Start with { Id = IdOf(missing) }, null, null),
            ];
        },
    ];

    public Guid? SubjectOf(FeedRow row) => row.Place.Id;

    public Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var drafts = from missing in CalendarGuard.Missing(calendars.Current, today)
                     where subjects.Contains(IdOf(missing))
                     from rung in watch.Rungs
                     from recipient in rung.To
                     let party = Party.Of(recipient, null, null)
                     select new NoticeDraft(
                         rung, party, IdOf(missing), StretchOf(watch, today), today, TextOf(missing), "/calendar");
        return AddAsync(watch, [.. drafts], subjects.Count, cancellation);
    }

    private async Task<WatchTally> AddAsync(
        Watcher watch, List<NoticeDraft> drafts, int considered, CancellationToken cancellation) =>
        await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = considered };

    // Within a stretch it has been told; the next one tells it again.
    private static DateOnly StretchOf(Watcher watch, DateOnly today)
    {
        var first = today < CalendarGuard.From(today.Year)
            ? new DateOnly(today.Year, 1, 1)
            : CalendarGuard.From(today.Year);
        return today.AddDays(-((today.DayNumber - first.DayNumber) % watch.RepeatDays));
    }

    private Sentence TextOf((string Region, int Year) missing) =>
        new("Watch.Calendar", calendars.Current[missing.Region].Name, missing.Year);

    // A region and a year have no row of their own.
    private static Guid IdOf((string Region, int Year) missing) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{missing.Region}/{missing.Year}")).AsSpan(0, 16));
}
