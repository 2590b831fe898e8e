namespace ApprovalFlows.Core.Watchers;

/// <summary>A paper as its ladder sees it on a day.</summary>
public sealed record WatchedPaper(Guid Id, Guid? WorkerId, Guid? FirmId, DateOnly ValidFrom, DateOnly ValidTo)
{
    public bool IsEnded { get; init; }

    /// <summary>Another of its kind takes over without a day between.</summary>
    public bool IsRenewed { get; init; }

    /// <summary>The holder is known to have left the country.</summary>
    public bool IsAway { get; init; }
}

/// <summary>That a rung concerns a party, and whether it is told or a higher one speaks for it.</summary>
public sealed record ReachedRung(WatchRung Rung, Party Party, bool IsHighest);

/// <summary>Which rungs a paper has reached: a pure function of its facts and the day.</summary>
public static class PaperLadder
{
    public static IReadOnlyList<ReachedRung> Reached(Watcher watch, WatchedPaper paper, DateOnly day)
    {
        if (!IsWatched(watch, paper, day)) return [];
        var reached = new List<ReachedRung>();
        var spoken = new HashSet<Party>();
        foreach (var rung in watch.Rungs.Reverse())
        {
            var at = paper.ValidTo.AddDays(rung.Day);
            if (at > day || at <= paper.ValidFrom) continue;
            foreach (var party in rung.To
                .Select(recipient => Party.Of(recipient, paper.WorkerId, paper.FirmId)).OfType<Party>().Distinct())
            {
                var isHighest = spoken.Add(party);
                if (!rung.IfPresent || !paper.IsAway) reached.Add(new ReachedRung(rung, party, isHighest));
            }
        }

        return reached;
    }

    public static bool IsWatched(Watcher watch, WatchedPaper paper, DateOnly day) =>
        !paper.IsEnded && !paper.IsRenewed
        && paper.ValidTo >= day.AddDays(-WatcherList.HorizonDays)
        && paper.ValidTo.AddDays(watch.Rungs[0].Day) <= day;
}
