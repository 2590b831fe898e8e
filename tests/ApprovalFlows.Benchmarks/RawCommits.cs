using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks;

/// <summary>
/// How many durable commits of one row this machine's databases make in a second: the ceiling under
/// which everything else is measured.
/// </summary>
internal sealed class RawCommits : IBenchmark
{
    public string Name => "raw-commits";

    public string Purpose => "durable one-row commits per second, the ceiling of the database";

    public async Task RunAsync(Settings settings)
    {
        foreach (var database in settings.Databases)
        {
            foreach (var clients in settings.Clients)
            {
                var rate = await MeasureAsync(database, clients, settings.Duration);
                Console.WriteLine($"{database,-10} {clients,4} clients {rate,10:F0} commits/s");
            }
        }
    }

    public static async Task<double> MeasureAsync(TestDatabase kind, int clients, TimeSpan duration)
    {
        using var database = new RawDatabase(kind);
        var (count, seconds) = await CountAsync(database, clients, duration);
        return count / seconds;
    }

    /// <summary>Commits of one turn, for measurements that take turns with others.</summary>
    public static async Task<(long Count, double Seconds)> CountAsync(
        RawDatabase database, int clients, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(_ => Task.Run(() => CommitAsync(database, start, duration))));
        return (counts.Sum(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<long> CommitAsync(RawDatabase database, long start, TimeSpan duration)
    {
        await using var connection = database.Open();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            await database.CommitOneRowAsync(connection);
            count++;
        }

        return count;
    }
}
