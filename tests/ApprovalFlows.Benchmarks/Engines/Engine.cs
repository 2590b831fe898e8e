using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>
/// How fast the engine runs flows: activities per second in memory on one core, and instances per
/// second durably beside what the database could commit at most in the same run.
/// </summary>
internal sealed class Engine : IBenchmark
{
    private const int RunsPerMemory = 1_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

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
    }

    private static async Task InMemoryAsync(Settings settings)
    {
        Console.WriteLine("in memory, one at a time   runs/s  activities/s  CPU us/activity  bytes/activity");
        await using var host = new MemoryHost();
        foreach (var flow in EngineFlow.Named(settings.Flows))
        {
            await CountInMemoryAsync(host, flow, WarmUp);
            var meter = Meter.StartNew();
            var bytes = GC.GetTotalAllocatedBytes();
            var runs = await CountInMemoryAsync(host, flow, settings.Duration);
            var activities = (double)runs * flow.Activities;
            var processor = meter.Processor.TotalMicroseconds / activities;
            bytes = GC.GetTotalAllocatedBytes() - bytes;
            Console.WriteLine(
                $"{flow.Name,-22} {runs / meter.Seconds,10:F0} {activities / meter.Seconds,13:F0} "
                + $"{processor,16:F2} {bytes / activities,15:F0}");
        }
    }

    // All on one thread: nothing in it waits.
    private static async Task<int> CountInMemoryAsync(MemoryHost host, EngineFlow flow, TimeSpan duration)
    {
        var meter = Meter.StartNew();
        var runs = 0;
        while (meter.Elapsed < duration)
        {
            if (runs++ % RunsPerMemory == 0) await host.RenewAsync();
            await host.CompleteOneAsync(flow);
        }

        return runs;
    }

    private static async Task DurableAsync(TestDatabase database, Settings settings)
    {
        Console.WriteLine(
            "database   flow                  clients  instances/s  commits/s  raw commits/s  ratio  CPU ms/instance");
        await using var host = await DurableHost.StartAsync(database);
        foreach (var flow in EngineFlow.Named(settings.Flows))
        {
            await CountAsync(host, flow, settings.Clients[^1], WarmUp);
            foreach (var clients in settings.Clients)
            {
                var raw = await RawCommits.MeasureAsync(database, clients, settings.Duration);
                var meter = Meter.StartNew();
                var count = await CountAsync(host, flow, clients, settings.Duration);
                var (rate, processor) = (count / meter.Seconds, meter.Processor.TotalMilliseconds / count);
                var commits = rate * flow.Commits;
                Console.WriteLine(
                    $"{database,-10} {flow.Name,-21} {clients,7} {rate,12:F0} {commits,10:F0} {raw,14:F0} "
                    + $"{commits / raw,6:F2} {processor,16:F2}");
            }
        }
    }

    private static async Task<int> CountAsync(EngineHost host, EngineFlow flow, int clients, TimeSpan duration)
    {
        var meter = Meter.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; meter.Elapsed < duration; count++) await host.CompleteOneAsync(flow);
            return count;
        })));
        return counts.Sum();
    }

    /// <summary>Time and processor time of this process since a moment.</summary>
    private readonly record struct Meter(long Since, TimeSpan Used)
    {
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Since);

        public double Seconds => Elapsed.TotalSeconds;

        public TimeSpan Processor => Environment.CpuUsage.TotalTime - Used;

        public static Meter StartNew() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }
}
