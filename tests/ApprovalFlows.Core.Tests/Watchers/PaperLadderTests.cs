using System.Globalization;
using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Core.Tests.Watchers;

public sealed class PaperLadderTests
{
    private static readonly Guid s_worker = Guid.CreateVersion7();
    private static readonly Guid s_firm = Guid.CreateVersion7();

    [Theory]
    [InlineData(WatcherList.Certificates, "2026-03-01", "2026-12-31", "2026-12-01", "t-90 t-60 t-30")]
    [InlineData(WatcherList.Certificates, "2026-03-01", "2026-12-31", "2026-12-31", "t-90 t-60 t-30 t-15 t-7 t-1 t-0")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-07-28", "")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-07-29", "t-30")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-08-21", "t-30 t-15 t-7")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-08-28", "t-30 t-15 t-7 t-3 t-1")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-08-29", "t-30 t-15 t-7 t-3 t-1 t+1")]
    [InlineData(WatcherList.Stay, "2026-08-20", "2026-08-28", "2026-08-25", "t-7 t-3")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-10-27", "t-30 t-15 t-7 t-3 t-1 t+1")]
    [InlineData(WatcherList.Stay, "2026-03-01", "2026-08-28", "2026-10-28", "")]
    public void Reached_OnADay_AreTheRungsUpToIt(string watch, string from, string to, string day, string expected)
    {
        var paper = Paper(from, to);

        var reached = PaperLadder.Reached(WatcherList.Seed[watch], paper, Day(day));

        var ofHolder = reached.Where(rung => rung.Party.Worker is not null).ToList();
        Assert.Equal(expected, string.Join(' ', ofHolder.Select(rung => rung.Rung.Key).Reverse()));
        Assert.Equal(expected.Length == 0 ? 0 : 1, ofHolder.Count(rung => rung.IsHighest));
    }

    [Fact]
    public void Reached_EndedOrRenewed_Nothing()
    {
        var paper = Paper("2026-03-01", "2026-08-28");
        var day = new DateOnly(2026, 8, 27);

        Assert.Empty(PaperLadder.Reached(WatcherList.Seed[WatcherList.Stay], paper with { IsEnded = true }, day));
        Assert.Empty(PaperLadder.Reached(WatcherList.Seed[WatcherList.Stay], paper with { IsRenewed = true }, day));
    }

    [Fact]
    public void Reached_AfterTheEndAndAway_NoOverstayAndNothingOlder()
    {
        var paper = Paper("2026-03-01", "2026-08-28") with { IsAway = true };

        var reached = PaperLadder.Reached(WatcherList.Seed[WatcherList.Stay], paper, new DateOnly(2026, 8, 29));

        Assert.DoesNotContain(reached, rung => rung.IsHighest);
    }

    [Theory]
    [InlineData("2026-02-01..2026-02-10", "", "2026-02-20", "2026-02-01..2026-02-10")]
    [InlineData("2026-02-01..2026-02-10", "2026-02-01..2026-02-10", "2026-02-20", "")]
    [InlineData("2026-02-01..2026-02-28", "2026-02-01..2026-02-10", "2026-02-09", "")]
    [InlineData("2026-02-01..2026-02-28", "2026-02-01..2026-02-10", "2026-02-12", "2026-02-11..2026-02-12")]
    [InlineData(
        "2026-02-01..2026-02-28", "2026-02-03..2026-02-10 2026-02-12..2026-03-31", "2026-03-15",
        "2026-02-01..2026-02-02 2026-02-11..2026-02-11")]
    public void Gaps_OfACover_AreTheDaysWithoutIt(string needed, string cover, string last, string expected)
    {
        var gaps = DaySpans.Gaps(Spans(needed), [Spans(cover)], Day(last));

        Assert.Equal(Spans(expected), gaps);
    }

    [Theory]
    [InlineData("2026-03-02 09:00", "", "2026-03-03 08:59", null)]
    [InlineData("2026-03-02 09:00", "", "2026-03-03 09:00", "2026-03-02 09:00")]
    [InlineData("2026-03-06 22:00", "", "2026-03-07 22:00", "2026-03-06 22:00")]
    [InlineData("2026-03-02 09:00", "2026-03-02..2026-03-10", "2026-03-10 23:59", null)]
    [InlineData("2026-03-02 09:00", "2026-03-02..2026-03-10", "2026-03-11 23:59", null)]
    [InlineData("2026-03-02 09:00", "2026-03-02..2026-03-10", "2026-03-12 00:00", "2026-03-11 00:00")]
    [InlineData("2026-03-02 09:00", "2026-01-02..2026-03-01", "2026-03-03 09:00", "2026-03-02 09:00")]
    [InlineData(null, "", "2026-03-03 09:00", null)]
    public void Unregistered_After24Hours_IsSinceTheArrivalOrTheLastEnd(
        string? arrival, string homes, string now, string? expected)
    {
        var since = Stretches.Unregistered(
            arrival is null ? null : At(arrival), Spans(homes), At(now));

        Assert.Equal(expected is null ? null : At(expected), since);
    }

    [Fact]
    public void Over_MorePermitsThanPosts_IsSinceTheDayItBegan()
    {
        IReadOnlyList<DaySpan>[] permits =
            [Spans("2026-01-01..2026-06-30"), Spans("2026-02-01..2026-02-10 2026-02-20..2026-06-30")];
        var posts = Spans("2026-01-01..2026-12-31").Select(span => (span, 1)).ToList();

        Assert.Null(Stretches.Over(permits, posts, new DateOnly(2026, 1, 31)));
        Assert.Equal(new DateOnly(2026, 2, 1), Stretches.Over(permits, posts, new DateOnly(2026, 2, 10))!.Since);
        Assert.Null(Stretches.Over(permits, posts, new DateOnly(2026, 2, 11)));
        Assert.Equal(
            new OverQuota(new DateOnly(2026, 2, 20), 2, 1), Stretches.Over(permits, posts, new DateOnly(2026, 3, 1)));
    }

    private static WatchedPaper Paper(string from, string to) =>
        new(Guid.CreateVersion7(), s_worker, s_firm, Day(from), Day(to));

    private static List<DaySpan> Spans(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(".."))
            .Select(ends => new DaySpan(Day(ends[0]), Day(ends[1]))),
    ];

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text + " +08:00", CultureInfo.InvariantCulture);
}
