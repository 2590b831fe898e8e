using System.Diagnostics;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Inbox;

/// <summary>
/// How long the inbox takes through Core, as a page asks it, beside the bare statements of the same
/// page on the same rows, and how much longer with a hundred times as many tasks.
/// </summary>
internal sealed class InboxViews : IBenchmark
{
    private const int Rounds = 200;
    private const int RawRounds = 60;
    private const int WarmUp = 150;
    private const int DeepPages = 200;

    public string Name => "inbox";

    public string Purpose => "views, search and counts of the inbox as tasks become many (--tasks)";

    public async Task RunAsync(Settings settings)
    {
        foreach (var kind in settings.Databases)
        {
            if (kind == TestDatabase.Postgres && !PostgresDatabase.IsThere)
            {
                Console.WriteLine("Postgres    left out: TEST_POSTGRES holds no connection string.");
                continue;
            }

            Dictionary<string, double> first = [];
            foreach (var tasks in settings.Tasks) await MeasureAsync(kind, tasks, first);
        }
    }

    private static async Task MeasureAsync(TestDatabase kind, int tasks, Dictionary<string, double> first)
    {
        await using var database = await InboxDatabase.StartAsync(kind);
        var seed = new InboxSeed(database, tasks);
        var start = Stopwatch.GetTimestamp();
        await seed.FillAsync();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(Text($"{kind}, {tasks:N0} tasks, filled in {seconds:F0} s"));
        Console.WriteLine("  view                              p50 ms   p95 ms   raw p50   ratio   growth of p50");
        foreach (var person in new[] { InboxSeed.Heavy, InboxSeed.Light })
        {
            foreach (var (name, asks, raw) in await ViewsAsync(database, seed, person))
            {
                var title = $"{person.UserName} {name}";
                var times = await TimeAsync(Rounds, round => asks[round % asks.Count]());
                var bare = raw is null ? (double?)null : At(await TimeAsync(RawRounds, _ => raw()), 0.5);
                var half = At(times, 0.5);
                var growth = first.TryGetValue(title, out var small) ? Text($"{half / small:F2}") : "";
                first.TryAdd(title, half);
                Console.WriteLine(Text(
                    $"  {title,-34} {half,7:F2}  {At(times, 0.95),7:F2}   {bare,7:F2}  {half / bare,6:F2}   {growth}"));
            }
        }
    }

    private static async Task<List<(string Name, List<Func<Task>> Asks, Func<Task>? Raw)>> ViewsAsync(
        InboxDatabase database, InboxSeed seed, Actor person)
    {
        List<(string, List<Func<Task>>, Func<Task>?)> views = [];
        var raw = new RawInbox(database, person);
        foreach (var scope in Enum.GetValues<InboxScope>())
        {
            var query = new InboxQuery { Scope = scope, CountLimit = InboxLimits.MaxCount };
            views.Add(($"{scope}, first page", [Ask(query)], () => raw.PageAsync(scope)));
            var deep = await DeepAsync(database, person, query);
            if (deep is not null) views.Add(($"{scope}, deep page", [Ask(deep)], () => raw.PageAsync(scope)));
        }

        views.Add(("counts", [Count], raw.CountsAsync));
        var chinese = seed.Enterprises.Where(name => name[0] > '\u2E80').ToList();
        var vietnamese = seed.Enterprises.Where(name => name[0] < '\u2E80').ToList();
        views.Add(("search, four characters", [.. Some(chinese).Select(name => Search(name[2..6]))], null));
        views.Add(("search, two characters", [.. Some(chinese).Select(name => Search(name[2..4]))], null));
        views.Add(("search, a place", [Search("东兴")], null));
        views.Add(("search, in none", [Search("纥豳")], null));
        views.Add(("search, Vietnamese", [.. Some(vietnamese).Select(name => Search(SearchText.Fold(name)))], null));
        views.Add(("search, Vietnamese, in none", [Search("đặng quế chi")], null));
        var numbers = Enumerable.Range(1, 20).Select(index => Text($"{index * 97:000000}"));
        views.Add(("search, case number", [.. numbers.Select(Search)], null));
        views.Add(("search, case number, in none", [Search("YG-2031-000001")], null));
        views.Add(("search, step", [Search("核发")], null));
        return views;

        Task Count() => database.AskAsync<InboxService, InboxCounts>(person, inbox => inbox.CountAsync());

        Func<Task> Ask(InboxQuery query) => () =>
            database.AskAsync<InboxService, InboxPage>(person, inbox => inbox.ListAsync(query));

        Func<Task> Search(string text) => Ask(new InboxQuery { Text = text, CountLimit = InboxLimits.MaxCount });
    }

    private static IEnumerable<string> Some(List<string> names) =>
        Enumerable.Range(0, 20).Select(index => names[index * names.Count / 20]);

    // As far in as pages of a hundred lead, which is further than anybody turns them.
    private static async Task<InboxQuery?> DeepAsync(InboxDatabase database, Actor person, InboxQuery query)
    {
        string? after = null;
        for (var turned = 0; turned < DeepPages; turned++)
        {
            var asked = query with { After = after, PageSize = InboxLimits.MaxPageSize };
            var page = await database.AskAsync<InboxService, InboxPage>(person, inbox => inbox.ListAsync(asked));
            if (page.Next is null) break;
            after = page.Next;
        }

        return after is null ? null : query with { After = after };
    }

    private static async Task<double[]> TimeAsync(int rounds, Func<int, Task> ask)
    {
        for (var round = 0; round < WarmUp; round++) await ask(round);
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(round);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static double At(double[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];
}
