using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>
/// Many people at once on two nodes with one PostgreSQL: applicants, reviewers and the public, each with a pause
/// between two requests. Says how long answers took, what failed, and what memory the nodes held each minute.
/// </summary>
internal sealed class LoadRun : IBenchmark
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    public string Name => "load";

    public string Purpose => "virtual users on two nodes with PostgreSQL: throughput, latency, errors, memory";

    public async Task RunAsync(Settings settings)
    {
        if (!PostgresDatabase.IsThere)
        {
            Console.WriteLine("Left out: TEST_POSTGRES holds no connection string.");
            return;
        }

        using var files = new TemporaryFolder();
        var postgres = new PostgresDatabase();
        await using var first = NodeOf(postgres, files.Path);
        await using var second = NodeOf(postgres, files.Path);
        await first.StartAsync();
        await second.StartAsync();
        using var crowd = await Crowd.GatherAsync([first.Address, second.Address], settings.Users);
        await crowd.LiveAsync(WarmUp, new Latencies());
        await MeasureAsync(crowd, [first, second], settings);
    }

    private static async Task MeasureAsync(Crowd crowd, ServerProcess[] nodes, Settings settings)
    {
        var latencies = new Latencies();
        var used = nodes.Sum(node => node.ProcessorTime.TotalSeconds);
        var start = Stopwatch.GetTimestamp();
        using var end = new CancellationTokenSource();
        var watching = WatchMemoryAsync(nodes, end.Token);
        await crowd.LiveAsync(settings.Duration, latencies);
        await end.CancelAsync();
        await watching;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cores = (nodes.Sum(node => node.ProcessorTime.TotalSeconds) - used) / seconds;
        Console.WriteLine($"{settings.Users} users, {seconds:F0} s, both nodes together {cores:F2} cores");
        latencies.Print(seconds);
    }

    private static async Task WatchMemoryAsync(ServerProcess[] nodes, CancellationToken end)
    {
        using var timer = new PeriodicTimer(SampleEvery);
        for (var minute = 0; ; minute++)
        {
            Console.WriteLine($"minute {minute,3}: " + string.Join("  ", nodes.Select(node =>
                $"{node.WorkingSet / 1024 / 1024,5} MB")));
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static ServerProcess NodeOf(PostgresDatabase postgres, string files) => new(postgres)
    {
        Settings =
        {
            ["ApprovalFlows__DataDirectory"] = files,
            ["Logging__LogLevel__Default"] = "Warning",
        },
    };
}
