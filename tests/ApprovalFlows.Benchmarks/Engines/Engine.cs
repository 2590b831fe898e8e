using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>
/// How fast the engine runs flows: activities per second in memory on one core, and instances per
/// second durably beside what the database could commit at most in the same run.
/// </summary>
internal sealed class Engine : IBenchmark
{
    private const int RunsPerTurn = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    // The compiler at run time takes longer over the way to the database than over the engine.
    private static readonly TimeSpan DurableWarmUp = TimeSpan.FromSeconds(10);

    // Short, and by turns with the raw database: whatever else the machine does slows both alike.
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    public string Name => "engine";

    public string Purpose => "activities and instances per second, in memory and beside the ceiling of the database";

    public async Task RunAsync(Settings settings)
    {
        await InMemoryAsync(settings);
        foreach (var database in settings.Databases)
        {
            Console.WriteLine();
            if (database == TestDatabase.Postgres && !PostgresDatabase.IsThere)
                Console.WriteLine("Postgres left out: TEST_POSTGRES holds no connection string.");
            else
                await DurableAsync(database, settings);
        }

        if (EngineFlow.Named(settings.Flows).Any(flow => flow.Waits)) await HttpPairs.RunAsync(settings);
    }

    private static async Task InMemoryAsync(Settings settings)
    {
        Console.WriteLine("in memory, one at a time   runs/s  activities/s  CPU us/activity  bytes/activity");
        await using var host = new MemoryHost();
        foreach (var flow in EngineFlow.Named(settings.Flows))
        {
            await MeasureInMemoryAsync(host, flow, WarmUp);
            var meter = await MeasureInMemoryAsync(host, flow, settings.Duration);
            var activities = (double)meter.Count * flow.Activities;
            Console.WriteLine(
                $"{flow.Name,-22} {meter.Rate,10:F0} {activities / meter.Seconds,13:F0} "
                + $"{meter.Processor.TotalMicroseconds / activities,16:F2} {meter.Bytes / activities,15:F0}");
        }
    }

    // All on one thread: nothing in it waits.
    private static async Task<Meter> MeasureInMemoryAsync(MemoryHost host, EngineFlow flow, TimeSpan duration)
    {
        var meter = new Meter();
        while (meter.Seconds < duration.TotalSeconds)
        {
            await host.RenewAsync();
            await meter.TakeTurnAsync(async () =>
            {
                for (var i = 0; i < RunsPerTurn; i++) await host.CompleteOneAsync(flow);
                return RunsPerTurn;
            });
        }

        return meter;
    }

    private static async Task DurableAsync(TestDatabase database, Settings settings)
    {
        Console.WriteLine(
            "database   flow                  clients  instances/s  commits/s  raw commits/s  ratio  CPU ms/instance");
        await using var host = await DurableHost.StartAsync(database);
        using var raw = new RawDatabase(database);
        foreach (var flow in EngineFlow.Named(settings.Flows))
        {
            await CountAsync(host, flow, settings.Clients[^1], DurableWarmUp);
            foreach (var clients in settings.Clients)
            {
                var (engine, ceiling) = (new Meter(), new Meter());
                while (engine.Seconds < settings.Duration.TotalSeconds)
                {
                    await ceiling.TakeTurnAsync(async () =>
                        (await RawCommits.CountAsync(raw, clients, Turn)).Count);
                    await engine.TakeTurnAsync(() => CountAsync(host, flow, clients, Turn));
                }

                var commits = engine.Rate * flow.Commits;
                Console.WriteLine(
                    $"{database,-10} {flow.Name,-21} {clients,7} {engine.Rate,12:F0} {commits,10:F0} "
                    + $"{ceiling.Rate,14:F0} {commits / ceiling.Rate,6:F2} "
                    + $"{engine.Processor.TotalMilliseconds / engine.Count,16:F2}");
            }
        }
    }

    private static Task<long> CountAsync(EngineHost host, EngineFlow flow, int clients, TimeSpan duration) =>
        CountAsync(clients, duration, () => host.CompleteOneAsync(flow));

    /// <summary>How often so many clients come to the end of the work in this time.</summary>
    public static async Task<long> CountAsync(int clients, TimeSpan duration, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; Stopwatch.GetElapsedTime(start) < duration; count++) await work();
            return count;
        })));
        return counts.Sum();
    }
}
