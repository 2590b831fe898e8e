using System.Globalization;
using System.Net.Http.Json;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Settings;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>What falls due while every node is down happens once after the start.</summary>
[Collection(nameof(KillTests))]
public sealed class TimerKillTests
{
    private const string ClockLead = "development-clock-lead";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The hour is far away from now, so that none strikes while the test runs.
    private static string Hourly => string.Create(
        CultureInfo.InvariantCulture, $"0 {(TimeProvider.System.GetUtcNow().Minute + 30) % 60} * * * *");

    [Fact]
    public async Task Timers_DueWhileEveryNodeIsDown_FireOnceAfterTheStart()
    {
        var postgres = new PostgresDatabase();
        using var workflows = new TemporaryFolder();
        new FlowDraft("delay").Starts("delay", "POST")
            .Then("Elsa.Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))).SaveTo(workflows.Path);
        new FlowDraft("hourly").Recurs("Elsa.Cron", ("cronExpression", Literal(Hourly, "String")))
            .SaveTo(workflows.Path);
        new FlowDraft("interval").Recurs("Elsa.Timer", ("interval", Literal("01:00:00", "TimeSpan")))
            .SaveTo(workflows.Path);
        await using var nodes = new NodePair(postgres, workflows.Path);
        await nodes.StartAsync(Cancellation);
        using var client = new HttpClient();
        using var started = await client.PostAsync(
            new Uri(nodes.AddressOf(0), "workflows/delay?workflowInstanceId=waiting"), null, Cancellation);
        started.EnsureSuccessStatusCode();

        await nodes.KillAsync();
        await LetTimePassAsync(postgres, TimeSpan.FromHours(5.25));
        await nodes.StartAsync(Cancellation);
        await UntilAsync(postgres, instances => instances.Count == 3 && instances.All(IsFinished));
        using var moved = await client.PostAsJsonAsync(
            new Uri(nodes.AddressOf(1), "dev/clock"), new { advance = "PT1H" }, Cancellation);
        moved.EnsureSuccessStatusCode();
        await UntilAsync(postgres, instances => instances.Count >= 5);

        await using var db = Open(postgres);
        var instances = await db.WorkflowInstances.AsNoTracking().ToListAsync(Cancellation);
        Assert.Equal(
            ["delay", "hourly", "hourly", "interval", "interval"],
            instances.Select(row => row.DefinitionId).Order(StringComparer.Ordinal));
        var pages = await db.WorkflowJournal.Where(page => page.InstanceId == "waiting").ToListAsync(Cancellation);
        Assert.Single(
            pages.SelectMany(page => page.Read()),
            entry => entry.ActivityId == "a1" && entry.EventName == "Completed");
    }

    // The development clock is the machine's plus this lead, which lies in the database.
    private static async Task LetTimePassAsync(PostgresDatabase postgres, TimeSpan time)
    {
        await using var db = Open(postgres);
        db.Settings.Add(new Setting
        {
            Name = ClockLead,
            Value = time.Ticks.ToString(CultureInfo.InvariantCulture),
        });
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task UntilAsync(
        PostgresDatabase postgres, Func<List<Workflows.Storage.StoredInstance>, bool> isReached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            await using var db = Open(postgres);
            var instances = await db.WorkflowInstances.AsNoTracking().ToListAsync(Cancellation);
            if (isReached(instances)) return;
            Assert.False(
                limit.IsCancellationRequested,
                string.Join(", ", instances.Select(row => $"{row.DefinitionId} {row.SubStatus}")));
            await pulse.WaitForNextTickAsync(Cancellation);
        }
    }

    private static bool IsFinished(Workflows.Storage.StoredInstance row) => row.Status == WorkflowStatus.Finished;

    private static PostgresAppDbContext Open(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);
}
