namespace ApprovalFlows.Core.Watchers;

/// <summary>
/// One rung: so many days after the last day of a paper, before it where negative. <see cref="To"/> names
/// the holder, the employer, the administrators, or a post as department/post.
/// </summary>
public sealed record WatchRung(string Key, int Day, string Text, IReadOnlyList<string> To)
{
    public bool Urgent { get; init; }

    /// <summary>Only for somebody who is not known to have left the country.</summary>
    public bool IfPresent { get; init; }

    /// <summary>Kind of the clue that is recorded besides.</summary>
    public string? Clue { get; init; }
}

/// <summary>What is looked at, when, and whom it is told to; the rungs from the lowest to the highest.</summary>
public sealed record Watcher(
    string Key, string Job, IReadOnlyList<string> Kinds, IReadOnlyList<WatchRung> Rungs)
{
    /// <summary>Hours are counted, so that a look a day is not enough.</summary>
    public bool IsHourly { get; init; }

    /// <summary>After how many days what has not been mended is told again; of calendars only.</summary>
    public int RepeatDays { get; init; } = 7;
}

/// <summary>The watchers as data.</summary>
public sealed class WatcherList(IReadOnlyList<Watcher> watchers)
{
    public const string Certificates = "certificate-expiry";
    public const string Stay = "stay-expiry";
    public const string Health = "health-expiry";
    public const string Exit = "organised-exit";
    public const string Insurance = "insurance-gap";
    public const string Agreement = "agreement";
    public const string Residence = "residence-24h";
    public const string Quota = "quota";
    public const string Calendar = "calendar-guard";
    public const string Report = "assessment-report";
    public const string Rectification = "rectification";
    public const string Sanctions = "sanction-list";

    /// <summary>What ended longer ago is history, which nobody can act upon by a message.</summary>
    public const int HorizonDays = 60;

    private static readonly Lazy<WatcherList> s_seed = new(() =>
        new WatcherList(SeedFile.Read<WatcherFile>("Watchers/watchers.json").Watchers));

    public static WatcherList Seed => s_seed.Value;

    public IReadOnlyList<Watcher> All => watchers;

    public Watcher this[string key] => watchers.Single(watch => watch.Key == key);

    private sealed record WatcherFile(string Source, IReadOnlyList<Watcher> Watchers);
}
