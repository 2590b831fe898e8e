using System.Diagnostics;
using ApprovalFlows.Benchmarks.Inbox;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Papers;

/// <summary>How long the papers of one worker and the page of what ends soon take, beside bare statements.</summary>
internal sealed class PaperViews : IBenchmark
{
    private const int Rounds = 200;

    public string Name => "papers";

    public string Purpose => "all papers of a worker, and what ends within 30 days, among many (--papers)";

    public async Task RunAsync(Settings settings)
    {
        foreach (var kind in settings.Databases)
        {
            foreach (var papers in settings.Papers) await MeasureAsync(kind, papers);
        }
    }

    private static async Task MeasureAsync(TestDatabase kind, int papers)
    {
        await using var database = await InboxDatabase.StartAsync(kind);
        var seed = new PaperSeed(database, papers, due: 1000, isSpread: true);
        var start = Stopwatch.GetTimestamp();
        await seed.FillAsync();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(Text($"{kind}, {papers:N0} papers, filled in {seconds:F0} s, load {Timing.Load()}"));
        Console.WriteLine("  view                               p50 ms   p95 ms   raw p50   ratio");
        var office = Person(["hr-bureau"], null);
        var firm = Person([], seed.Firms[0]);
        await ShowAsync("board of one worker", BoardAsync, Raw(round =>
            $"SELECT * FROM \"Certificates\" WHERE \"WorkerId\" = '{Id(seed, round)}'"));
        await ShowAsync("ending in 30 days", _ => EndingAsync(office, new EndingQuery()), Raw(_ => Ending("")));
        await ShowAsync("ending, one kind", _ => EndingAsync(office, new EndingQuery { Kind = "TL" }), Raw(_ =>
            Ending("\"Kind\" = 'TL' AND")));
        await ShowAsync("ending, one park", _ => EndingAsync(office, new EndingQuery { Park = "park-3" }), null);
        await ShowAsync("ending, far in", _ => EndingAsync(office, new EndingQuery { After = Deep() }), null);
        await ShowAsync("ending, of a firm", _ => EndingAsync(firm, new EndingQuery()), null);

        Task BoardAsync(int round) => database.AskAsync<PapersService, WorkerPapers>(
            office, papers => papers.BoardAsync(seed.Workers[round * 7919 % seed.Workers.Count]));

        Task EndingAsync(Actor actor, EndingQuery query) =>
            database.AskAsync<EndingService, EndingPage>(actor, ending => ending.ListAsync(query));

        Func<int, Task> Raw(Func<int, string> sql) => round => ReadAsync(database, sql(round));
    }

    private static string Deep() =>
        Text($"{Timing.Today.AddDays(20):yyyyMMdd}{Guid.Empty:N}");

    private static string Id(PaperSeed seed, int round) =>
        seed.Workers[round * 7919 % seed.Workers.Count].ToString().ToUpperInvariant();

    // The page and the count that stops at a limit, as somebody would write them by hand.
    private static string Ending(string also)
    {
        var (from, to) = (Timing.Today, Timing.Today.AddDays(30));
        var where = Text($"{also} \"Status\" = 0 AND \"ValidTo\" BETWEEN '{from:yyyy-MM-dd}' AND '{to:yyyy-MM-dd}'");
        return $"SELECT * FROM \"Certificates\" WHERE {where} ORDER BY \"ValidTo\", \"Id\" LIMIT 21;"
            + $"SELECT count(*) FROM (SELECT 1 FROM \"Certificates\" WHERE {where} LIMIT 1001) AS c";
    }

    private static async Task ShowAsync(string title, Func<int, Task> ask, Func<int, Task>? raw)
    {
        var (half, slow) = await Timing.OfAsync(Rounds, ask);
        double? bare = raw is null ? null : (await Timing.OfAsync(Rounds, raw)).Half;
        Console.WriteLine(Text($"  {title,-34} {half,7:F2}  {slow,7:F2}   {bare,7:F2}  {half / bare,6:F2}"));
    }

    private static async Task ReadAsync(InboxDatabase database, string sql)
    {
        await using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        do
        {
            var values = new object[rows.FieldCount];
            while (await rows.ReadAsync()) rows.GetValues(values);
        }
        while (await rows.NextResultAsync());
    }

    private static Actor Person(string[] offices, Guid? firm) => new(
        Guid.CreateVersion7(), "somebody", "somebody",
        new HashSet<string> { firm is null ? Roles.Reviewer : Roles.Applicant },
        [.. offices.Select(office => new PostReference(office, "window"))], firm);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
