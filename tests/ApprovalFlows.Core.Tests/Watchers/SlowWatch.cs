using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Watchers;

internal sealed record Telling(string Watcher, Guid Subject, DateOnly Version, string Rung, string Party);

internal sealed record World(
    IReadOnlyList<Certificate> Papers, IReadOnlyList<Worker> Workers, IReadOnlyList<Crossing> Crossings)
{
    public ILookup<(string Kind, Guid? Holder), Certificate> ByHolder { get; } =
        Papers.ToLookup(paper => (paper.Kind, paper.WorkerId ?? paper.EnterpriseId));

    public ILookup<Guid?, Crossing> ByWorker { get; } = Crossings.ToLookup(row => row.WorkerId);
}

/// <summary>
/// What the watchers have to tell, found the slow way: everything is looked at in every run, day by day.
/// </summary>
internal sealed class SlowWatch
{
    private const int Horizon = 60;

    private static readonly
        Dictionary<string, (string[] Kinds, (string Key, int Day, string To)[] Rungs)> Ladders = new()
        {
            ["certificate-expiry"] = (["YG", "LW", "WG", "TX", "HZ", "RJ"],
        [
            .. new[] { 90, 60, 30, 15, 7, 1, 0 }.Select(days => ($"t-{days}", -days, "HEC")),
        ]),
            ["stay-expiry"] = (["TL"],
            [("t-30", -30, "HE"), ("t-15", -15, "HE"), ("t-7", -7, "HEC"), ("t-3", -3, "HEC"), ("t-1", -1, "HEP"),
             ("t+1", 1, "HEPC")]),
            ["health-expiry"] = (["JK"],
            [("t-30", -30, "HE"), ("t-15", -15, "HE"), ("t-7", -7, "HEC"), ("t-1", -1, "HEC")]),
            ["organised-exit"] = (["XY"], [("t-30", -30, "E"), ("t-15", -15, "E"), ("t+1", 1, "EC")]),
        };

    /// <summary>True for what was told, false for what a higher rung spoke for.</summary>
    public Dictionary<Telling, bool> Tellings { get; } = [];

    public HashSet<Guid> Clues { get; } = [];

    public void Run(World world, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        foreach (var (watcher, ladder) in Ladders)
        {
            foreach (var paper in world.Papers.Where(paper => ladder.Kinds.Contains(paper.Kind)))
                Climb(world, watcher, ladder.Rungs, paper, now);
        }

        foreach (var paper in world.Papers.Where(paper => paper.Kind == "XY")) Insurance(world, paper, today);
        foreach (var paper in world.Papers.Where(paper => paper.Kind == "WG")) Agreement(world, paper, today);
        foreach (var worker in world.Workers.Where(worker => worker.Mode == WorkerMode.Resident))
            Residence(world, worker, now);
        foreach (var firm in world.Papers.Where(paper => paper.Kind == "YG").GroupBy(paper => paper.EnterpriseId))
            Quota(world, firm.Key!.Value, today);
    }

    private void Climb(
        World world, string watcher, (string Key, int Day, string To)[] rungs, Certificate paper, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        if (paper.Status != CertificateStatus.Valid || paper.ValidTo < today.AddDays(-Horizon)) return;
        var holder = paper.WorkerId ?? paper.EnterpriseId;
        if (world.ByHolder[(paper.Kind, holder)].Any(next => next.Status == CertificateStatus.Valid
            && next.ValidFrom <= paper.ValidTo.AddDays(1) && next.ValidTo > paper.ValidTo)) return;
        var last = Last(world, paper.WorkerId, now);
        var isAway = last is { Direction: CrossingDirection.Exit }
            && ChinaTime.DateOf(last.At) >= paper.ValidFrom;
        var parties = rungs.SelectMany(rung => Parties(rung.To, paper)).Distinct();
        foreach (var party in parties)
        {
            var reached = rungs
                .Where(rung => Parties(rung.To, paper).Contains(party))
                .Where(rung => paper.ValidTo.AddDays(rung.Day) <= today
                    && paper.ValidTo.AddDays(rung.Day) > paper.ValidFrom)
                .ToList();
            for (var index = 0; index < reached.Count; index++)
            {
                if (reached[index].Key == "t+1" && isAway) continue;
                if (reached[index].Key == "t+1") Clues.Add(paper.Id);
                Tell(
                    new Telling(watcher, paper.Id, paper.ValidTo, reached[index].Key, party),
                    index == reached.Count - 1);
            }
        }
    }

    private static IEnumerable<string> Parties(string to, Certificate paper)
    {
        foreach (var letter in to.Where(letter => IsThere(letter, paper)))
        {
            yield return letter switch
            {
                'C' => "post:hr-bureau/window",
                'P' => "post:police/exit-entry",
                'H' when paper.WorkerId is { } worker => $"worker:{worker:N}",
                _ => $"firm:{paper.EnterpriseId:N}",
            };
        }
    }

    private static bool IsThere(char letter, Certificate paper) =>
        letter is 'C' or 'P' || paper.EnterpriseId is not null || (letter == 'H' && paper.WorkerId is not null);

    private void Insurance(World world, Certificate agreement, DateOnly today)
    {
        var policies = new[] { "YW", "GS" };
        var own = policies.SelectMany(kind => world.ByHolder[(kind, agreement.WorkerId)]).ToList();
        ByStretch(agreement.ValidFrom, today, day => IsLive(agreement, day)
            && policies.Any(kind => !own.Exists(paper => paper.Kind == kind && IsLive(paper, day))),
            (first, last) =>
            {
                if (last >= today.AddDays(-Horizon))
                    Tell(new("insurance-gap", agreement.Id, first, "gap", $"firm:{agreement.EnterpriseId:N}"), true);
            });
    }

    private void Agreement(World world, Certificate permit, DateOnly today)
    {
        var own = world.ByHolder[("XY", permit.WorkerId)]
            .Where(paper => paper.EnterpriseId == permit.EnterpriseId).ToList();
        ByStretch(permit.ValidFrom, today, day => IsLive(permit, day)
            && !own.Exists(paper => IsLive(paper, day)),
            (first, last) =>
            {
                if (last != today) return;
                Tell(new("agreement", permit.Id, first, "gap", $"firm:{permit.EnterpriseId:N}"), true);
                Tell(new("agreement", permit.Id, first, "gap", "post:hr-bureau/window"), true);
            });
    }

    private void Residence(World world, Worker worker, DateTimeOffset now)
    {
        var own = world.ByHolder[("TL", worker.Id)].Concat(world.ByHolder[("ZD", worker.Id)]).ToList();
        var today = ChinaTime.DateOf(now);
        DateTimeOffset since;
        if (Last(world, worker.Id, now) is { } last)
        {
            if (last.Direction == CrossingDirection.Exit) return;
            since = last.At;
        }
        else
        {
            var day = today;
            if (!Has("TL", day)) return;
            while (Has("TL", day.AddDays(-1))) day = day.AddDays(-1);
            since = ChinaTime.StartOf(day);
        }

        if (Has("ZD", today)) return;
        var open = today;
        while (open > ChinaTime.DateOf(since) && !Has("ZD", open.AddDays(-1))) open = open.AddDays(-1);
        if (open == ChinaTime.DateOf(since) && Has("ZD", open)) open = open.AddDays(1);
        if (ChinaTime.StartOf(open) > since) since = ChinaTime.StartOf(open);
        if (now - since < TimeSpan.FromHours(24)) return;
        var version = ChinaTime.DateOf(since);
        Tell(new("residence-24h", worker.Id, version, "24h", "post:police-station/registration"), true);
        Tell(new("residence-24h", worker.Id, version, "24h", $"firm:{worker.EnterpriseId:N}"), true);

        bool Has(string kind, DateOnly day) => own.Exists(paper => paper.Kind == kind && IsLive(paper, day));
    }

    private void Quota(World world, Guid firm, DateOnly today)
    {
        var own = world.Papers.Where(paper => paper.EnterpriseId == firm).ToList();
        ByStretch(own.Min(paper => paper.ValidFrom), today, IsOver, (first, last) =>
        {
            if (last != today) return;
            Tell(new("quota", firm, first, "over", "post:hr-bureau/window"), true);
            Tell(new("quota", firm, first, "over", $"firm:{firm:N}"), true);
        });

        bool IsOver(DateOnly day) =>
            own.Where(paper => paper.Kind == "WG" && IsLive(paper, day)).DistinctBy(paper => paper.WorkerId).Count()
            > own.Where(paper => paper.Kind == "YG" && IsLive(paper, day)).Sum(Headcount);
    }

    private static int Headcount(Certificate paper) =>
        JsonDocument.Parse(paper.Contents).RootElement.GetProperty("headcount").GetInt32();

    private static bool IsLive(Certificate paper, DateOnly day) =>
        paper.StateOn(day) is CertificateState.Valid;

    private static Crossing? Last(World world, Guid? worker, DateTimeOffset now) => world.ByWorker[worker]
        .Where(row => row.VoidedAt is null && row.At <= now)
        .MaxBy(row => row.At);

    private static void ByStretch(
        DateOnly from, DateOnly to, Func<DateOnly, bool> holds, Action<DateOnly, DateOnly> found)
    {
        DateOnly? first = null;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (holds(day)) first ??= day;
            else if (first is { } begun)
            {
                found(begun, day.AddDays(-1));
                first = null;
            }
        }

        if (first is { } open) found(open, to);
    }

    private void Tell(Telling telling, bool isHighest) => Tellings.TryAdd(telling, isHighest);
}
