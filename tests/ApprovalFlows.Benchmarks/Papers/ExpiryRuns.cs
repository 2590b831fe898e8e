using System.Diagnostics;
using ApprovalFlows.Benchmarks.Inbox;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Benchmarks.Papers;

/// <summary>The daily run among more and more papers of which equally many are due.</summary>
internal sealed class ExpiryRuns : IBenchmark
{
    private const int Due = 3000;

    public string Name => "expiry";

    public string Purpose => "the daily run with equally many papers due among more and more (--papers)";

    public async Task RunAsync(Settings settings)
    {
        foreach (var kind in settings.Databases)
        {
            Console.WriteLine($"{kind}: papers, due, told, seconds, per due ms, allocated MB, heap after MB, load");
            foreach (var papers in settings.Papers)
            {
                await using var database = await InboxDatabase.StartAsync(kind);
                var seed = new PaperSeed(database, papers, Due, isSpread: false);
                await seed.FillAsync();
                await seed.LookedYesterdayAsync(WatcherList.Certificates);
                await MeasureAsync(database, papers);
            }
        }
    }

    private static async Task MeasureAsync(InboxDatabase database, int papers)
    {
        GC.Collect();
        var (start, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        var tally = await database.AskAsync<WatcherJob, WatchTally?>(
            Actor.System, job => job.RunAsync(WatcherList.Certificates));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocated = (GC.GetTotalAllocatedBytes() - before) / 1e6;
        var heap = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        Console.WriteLine(FormattableString.Invariant(
            $"  {papers,9:N0}  {tally!.Considered,5}  {tally.Recorded,6}  {seconds,6:F2}"));
        Console.WriteLine(FormattableString.Invariant(
            $"    {seconds * 1000 / tally.Considered,6:F3}  {allocated,7:F0}  {heap,6:F0}  {Timing.Load()}"));
    }
}
