using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks;

/// <summary>
/// How many cases a second the real program brings from submission to issuance, over HTTP and
/// durably, against what its database could commit at most.
/// </summary>
internal sealed class Approvals : IBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public string Name => "approvals";

    public string Purpose => "complete cases per second over HTTP, beside the ceiling of the database";

    public async Task RunAsync(Settings settings)
    {
        Console.WriteLine("database    clients   cases/s  commits/s  raw commits/s  ratio");
        foreach (var database in settings.Databases)
        {
            if (database == TestDatabase.Postgres && !HasPostgres())
            {
                Console.WriteLine("Postgres    left out: TEST_POSTGRES holds no connection string.");
                continue;
            }

            foreach (var clients in settings.Clients)
            {
                await MeasureAsync(database, clients, settings.Duration);
            }
        }
    }

    private static async Task MeasureAsync(TestDatabase database, int clients, TimeSpan duration)
    {
        var raw = await RawCommits.MeasureAsync(database, clients, duration);
        var cases = await CasesPerSecondAsync(database, clients, duration);
        var commits = cases * CaseClient.CommitsPerCase;
        Console.WriteLine(
            $"{database,-10} {clients,8} {cases,9:F1} {commits,10:F0} {raw,14:F0} {commits / raw,6:F2}");
    }

    private static async Task<double> CasesPerSecondAsync(
        TestDatabase database, int clients, TimeSpan duration)
    {
        var postgres = database == TestDatabase.Postgres ? new PostgresDatabase() : null;
        await using var server = new ServerProcess(postgres);
        server.Settings["Logging__LogLevel__Default"] = "Warning";
        await server.StartAsync();
        using var client = await CaseClient.ConnectAsync(server.Address);
        await CountAsync(client, clients, WarmUp);
        var start = Stopwatch.GetTimestamp();
        var count = await CountAsync(client, clients, duration);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<int> CountAsync(CaseClient client, int clients, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await client.CompleteOneAsync();
                count++;
            }

            return count;
        }));
        return counts.Sum();
    }

    private static bool HasPostgres() =>
        Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 };
}
