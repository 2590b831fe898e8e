using System.Globalization;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.EndToEndTests.Kills;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>
/// Fifty reviewers at random on two nodes that are killed in turn, until all cases are there, both nodes died
/// twice and the time is over. SIMULATION_CASES and SIMULATION_SECONDS make it larger (2000 and 600 for the long
/// run), SIMULATION_SEED repeats the choices of an earlier one.
/// </summary>
[Collection(nameof(KillTests))]
public sealed class ReviewSimulationTests
{
    private const int PerPost = 10;
    private const int PerClerk = 500;
    private const int LeastKills = 4;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reviewers_ActingAtRandomOnDyingNodes_LeaveEveryCaseInOrder()
    {
        var (cases, seconds, seed) = (Number("CASES", 60), Number("SECONDS", 45), Number("SEED", Random.Shared.Next()));
        var postgres = new PostgresDatabase();
        using var workflows = new TemporaryFolder();
        JointFlow.SaveTo(workflows.Path);
        var pause = TimeSpan.FromSeconds(Math.Max(2, seconds / 30));
        await using var nodes = new NodePair(postgres, workflows.Path) { Pause = pause };
        await nodes.StartAsync(Cancellation);
        var tally = new Tally();
        var people = await PeopleAsync(nodes, postgres, tally, cases, seed);

        await WorkAsync(nodes, people, TimeSpan.FromSeconds(seconds), () => tally.Of("submit") >= cases);
        await nodes.KillAsync();

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"SIMULATION_SEED={seed}: {nodes.Kills} kills; {tally}"));
        Assert.Empty(tally.Failures.Take(20));
        Assert.True(nodes.Kills >= LeastKills, $"Only {nodes.Kills} kills.");
        Assert.Equal(cases, tally.Of("submit"));
        await using var db = SimulationDatabase.Open(postgres);
        Assert.Empty((await CaseInvariants.BreachesAsync(db, Cancellation)).Take(20));
        await EveryAcknowledgedDecisionMustStandAsync(postgres, tally);
        await ChainsMustVerifyAsync(postgres);
    }

    private static async Task<List<SimulatedPerson>> PeopleAsync(
        NodePair nodes, PostgresDatabase postgres, Tally tally, int cases, int seed)
    {
        var names = await Staff.HireAsync(postgres, PerPost, Cancellation);
        return
        [
            .. Shares(cases).Select((share, index) =>
                new SimulatedApplicant(nodes, "employer", tally, new Random(seed - 1 - index), index, share)),
            .. names.Select((name, index) => new SimulatedReviewer(nodes, name, tally, new Random(seed + 1 + index))),
        ];
    }

    // One clerk of the enterprise sends at most so many.
    private static IEnumerable<int> Shares(int cases) =>
        Enumerable.Range(0, cases).Chunk(PerClerk).Select(chunk => chunk.Length);

    private static async Task WorkAsync(
        NodePair nodes, List<SimulatedPerson> people, TimeSpan least, Func<bool> isComplete)
    {
        var started = TimeProvider.System.GetTimestamp();
        TimeSpan Passed() => TimeProvider.System.GetElapsedTime(started);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var work = Task.WhenAll(people.Select(person => person.RunAsync(end.Token)));
        var killing = nodes.KillUntilAsync(work, Cancellation);
        using var pulse = new PeriodicTimer(Glance);
        while (Passed() < least || ((!isComplete() || nodes.Kills < LeastKills) && Passed() < least + Patience))
            await pulse.WaitForNextTickAsync(Cancellation);
        await end.CancelAsync();
        await work;
        await killing;
        foreach (var person in people) person.Dispose();
    }

    private static async Task EveryAcknowledgedDecisionMustStandAsync(PostgresDatabase postgres, Tally tally)
    {
        await using var db = SimulationDatabase.Open(postgres);
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.DecidedById != null)
            .Join(db.Users, task => task.DecidedById, user => user.Id, (task, user) => new { task, user.UserName })
            .ToDictionaryAsync(row => row.task.Id, row => (row.task.Status, row.UserName), Cancellation);
        foreach (var (id, name) in tally.Decisions)
        {
            Assert.True(tasks.TryGetValue(id, out var kept), $"The decision of task {id} is gone.");
            Assert.Equal(name, kept.UserName);
            Assert.True(kept.Status is ReviewTaskStatus.Decided or ReviewTaskStatus.Closed);
        }
    }

    private static async Task ChainsMustVerifyAsync(PostgresDatabase postgres)
    {
        await using var db = SimulationDatabase.Open(postgres);
        var rows = await db.AuditKeys.AsNoTracking().ToListAsync(Cancellation);
        using var keys = new PublicKeys([.. rows.Select(PublicKeys.EntryOf)]);
        await using var evidence = new DatabaseEvidence(db);
        var report = await new AuditVerifier(evidence, keys).RunAsync(Cancellation);
        Assert.Empty(report.Problems.Take(20));
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable("SIMULATION_" + name) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : otherwise;
}
