using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks;

/// <summary>
/// How many cases a second the real program brings from submission to issuance, over HTTP and
/// durably, against what its database could commit at most.
/// </summary>
internal sealed class Approvals : IBenchmark
{
    // Enough for the compiler at run time to have come to its last word on the paths of a case.
    private const int WarmUpCases = 400;
    private const int WarmUpClients = 4;

    public string Name => "approvals";

    public string Purpose => "complete cases per second over HTTP, beside the ceiling of the database";

    public async Task RunAsync(Settings settings)
    {
        Console.WriteLine("database    clients   cases/s  commits/s  raw commits/s  ratio  server CPU ms/case");
        foreach (var database in settings.Databases)
        {
            if (database == TestDatabase.Postgres && !PostgresDatabase.IsThere)
                Console.WriteLine("Postgres    left out: TEST_POSTGRES holds no connection string.");
            else
                await MeasureAsync(database, settings);
        }
    }

    private static async Task MeasureAsync(TestDatabase database, Settings settings)
    {
        var postgres = database == TestDatabase.Postgres ? new PostgresDatabase() : null;
        await using var server = new ServerProcess(postgres);
        server.Settings["Logging__LogLevel__Default"] = "Warning";
        // One account sends what thousands would.
        server.Settings["ApprovalFlows__Limits__ApplicationsPerMinute"] = "1000000";
        server.Settings["ApprovalFlows__Limits__UploadsPerMinute"] = "1000000";
        await server.StartAsync();
        using var client = await CaseClient.ConnectAsync(server.Address);
        await Task.WhenAll(Enumerable.Range(0, WarmUpClients).Select(async _ =>
        {
            for (var i = 0; i < WarmUpCases / WarmUpClients; i++) await client.CompleteOneAsync();
        }));
        foreach (var clients in settings.Clients)
        {
            var raw = await RawCommits.MeasureAsync(database, clients, settings.Duration);
            await MeasureAsync(server, client, clients, settings.Duration, $"{database,-10} {clients,8}", raw);
        }
    }

    private static async Task MeasureAsync(
        ServerProcess server, CaseClient client, int clients, TimeSpan duration, string title, double raw)
    {
        var used = server.ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var count = await CountAsync(client, clients, duration);
        var cases = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var perCase = (server.ProcessorTime - used).TotalMilliseconds / count;
        var commits = cases * CaseClient.CommitsPerCase;
        Console.WriteLine(
            $"{title} {cases,9:F1} {commits,10:F0} {raw,14:F0} {commits / raw,6:F2} {perCase,19:F1}");
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
}
