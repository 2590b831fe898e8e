using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Watchers;

/// <summary>How one sort of watcher finds what may be due, and what it writes down of it.</summary>
internal interface IWatch
{
    /// <summary>How many subjects are one commit.</summary>
    int BatchSize { get; }

    IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window);

    /// <summary>Whom of a row to look at; null for nobody.</summary>
    Guid? SubjectOf(FeedRow row);

    Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation);
}

internal static class Watches
{
    public static Type Of(Watcher watch) => watch.Key switch
    {
        WatcherList.Insurance or WatcherList.Agreement => typeof(CoverWatch),
        WatcherList.Residence => typeof(ResidenceWatch),
        WatcherList.Quota => typeof(QuotaWatch),
        WatcherList.Calendar => typeof(CalendarWatch),
        WatcherList.Report => typeof(ReportWatch),
        WatcherList.Rectification => typeof(RectificationWatch),
        WatcherList.Sanctions => typeof(SanctionWatch),
        _ => typeof(LadderWatch),
    };

    public static string AddressOf(Guid? worker, string number) =>
        worker is { } id ? $"/workers/{id}/papers" : $"/certificates/{number}";
}
