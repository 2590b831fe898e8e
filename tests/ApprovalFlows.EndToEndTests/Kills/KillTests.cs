using System.Globalization;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>
/// 200 cases while the server is killed 20 times. KILL_SEED repeats the moments of an earlier run as
/// far as the machine's own timing allows.
/// </summary>
[Collection(nameof(KillTests))]
[CollectionDefinition(nameof(KillTests), DisableParallelization = true)]
public sealed class KillTests
{
    private const int Cases = 200;
    private const int Kills = 20;
    private const int Clients = 8;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Kill_InTheMiddleOfTheWork_LosesAndDoublesNothing(TestDatabase database)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var postgres = database == TestDatabase.Postgres ? new PostgresDatabase() : null;
        await using var server = new ServerProcess(postgres)
        {
            Settings = { ["Logging__LogLevel__Default"] = "Warning", ["DOTNET_TieredPGO"] = "0" },
        };
        await server.StartAsync(cancellation);
        var outage = new Outage();
        var acknowledged = new Acknowledgements();
        using var driver = new CaseDriver(server.Address, outage, acknowledged);
        await driver.PrepareAsync(cancellation);
        Task Examine(IReadOnlyDictionary<string, int> decisions) =>
            ExamineAsync(server, postgres, decisions, cancellation);
        var killer = new Killer(server, outage, acknowledged, Examine, new Random(Seed()));
        var steps = Cases * (1 + EmployerApplication.Turns.Count);

        await TogetherAsync(
            [stop => DriveAllAsync(driver, stop), stop => killer.RunAsync(Kills, steps, stop)],
            cancellation);
        await server.KillAsync();

        var evidence = await Evidence.ReadAsync(server, postgres, cancellation);
        Explanation.MustHold(evidence, acknowledged.Decisions);
        Assert.Equal(Cases, evidence.Cases.Count);
        Assert.All(evidence.Cases, file => Assert.Equal(CaseStatus.Issued, file.Status));
    }

    private static int Seed()
    {
        var given = Environment.GetEnvironmentVariable("KILL_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"KILL_SEED={seed}");
        return seed;
    }

    private static async Task ExamineAsync(
        ServerProcess server,
        PostgresDatabase? postgres,
        IReadOnlyDictionary<string, int> decisions,
        CancellationToken cancellation)
    {
        var evidence = await Evidence.ReadAsync(server, postgres, cancellation);
        Explanation.MustHold(evidence, decisions);
    }

    private static Task DriveAllAsync(CaseDriver driver, CancellationToken stop) =>
        Parallel.ForEachAsync(
            Enumerable.Range(1, Cases),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = stop },
            async (index, token) => await driver.DriveAsync(index, token));

    // What fails first says why; the other one is only stopped.
    private static async Task TogetherAsync(
        Func<CancellationToken, Task>[] jobs, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = jobs.Select(job => job(stop.Token)).ToList();
        await foreach (var ended in Task.WhenEach(running).WithCancellation(cancellation))
        {
            if (!ended.IsCompletedSuccessfully) await stop.CancelAsync();
            await ended;
        }
    }
}
