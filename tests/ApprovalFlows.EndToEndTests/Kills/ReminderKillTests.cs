using System.Globalization;
using System.Net.Http.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>
/// Four weeks of reminders on two nodes that are killed 32 times while they remind, whose clocks jump
/// and differ, and which are both down for five days: no rung is lost, none is told twice.
/// </summary>
[Collection(nameof(KillTests))]
public sealed class ReminderKillTests
{
    private const string ClockLead = "development-clock-lead";
    private const int Rounds = 8;
    private const int KillsPerRound = 4;
    private const int LongestWork = 500;
    private const int LongestStart = 1500;
    private const int DowntimeDays = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminders_KilledWhileTheyAreTold_AreNeitherLostNorDoubled()
    {
        var postgres = new PostgresDatabase();
        await using var left = NodeOf(postgres);
        await using var right = NodeOf(postgres);
        var random = new Random(Seed());
        await left.StartAsync(Cancellation);
        await right.StartAsync(Cancellation);
        var now = TimeProvider.System.GetUtcNow();
        await RemindedCases.AddAsync(postgres, now, random, Cancellation);
        var started = TimeProvider.System.GetTimestamp();
        var kills = 0;

        for (var round = 1; round <= Rounds; round++)
        {
            now += TimeSpan.FromHours(random.Next(4, 72));
            await JumpAsync(left, now);
            var work = Task.WhenAll(RemindAsync(left), RemindAsync(right));
            await Task.WhenAny(work, Task.Delay(random.Next(LongestWork), Cancellation));
            await left.KillAsync();
            await right.KillAsync();
            await work;
            if (round == Rounds / 2) await LetTimePassAsync(postgres, now += TimeSpan.FromDays(DowntimeDays));
            await Task.WhenAll(KillWhileStartingAsync(left, random), KillWhileStartingAsync(right, random));
            kills += KillsPerRound;
            await Task.WhenAll(left.StartAsync(Cancellation), right.StartAsync(Cancellation));
        }

        now = await FinishAsync(left, right, now);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills} kills in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s"));
        Assert.Equal(Rounds * KillsPerRound, kills);
        await using var db = Open(postgres);
        var evidence = await ReminderEvidence.ReadAsync(db, Cancellation);
        evidence.EachReachedRungMustHaveOneRow(now);
        evidence.EachRowMustHaveBeenToldOnce();
        evidence.UrgentOnesMustHaveKeptTheQuietHours();
        evidence.EachMailMustHaveGoneOut([left.DataDirectory, right.DataDirectory]);
    }

    // On a working day outside of the quiet hours, after midnight has brought the last rungs.
    private static async Task<DateTimeOffset> FinishAsync(ServerProcess left, ServerProcess right, DateTimeOffset now)
    {
        var day = WorkCalendars.Seed["GX"].AddWorkdays(ChinaTime.DateOf(now), 1);
        now = ChinaTime.At(day, new TimeOnly(10, 0));
        await JumpAsync(left, now);
        await JumpAsync(right, now);
        await Task.WhenAll(RemindAsync(left), RemindAsync(right));
        // Where both lost too many races, one alone still tells what is left.
        await RemindAsync(left, mustSucceed: true);
        // What a killed node had begun to deliver is free again when its claim has run out.
        await JumpAsync(left, now + TimeSpan.FromMinutes(5));
        await RunAsync(left, "outbox", mustSucceed: true);
        return now;
    }

    private static async Task KillWhileStartingAsync(ServerProcess node, Random random)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(random.Next(LongestStart));
        try
        {
            await node.StartAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            // That it is not ready yet is what was wanted.
        }

        await node.KillAsync();
    }

    private static async Task JumpAsync(ServerProcess node, DateTimeOffset now)
    {
        using var client = new HttpClient { BaseAddress = node.Address };
        using var moved = await client.PostAsJsonAsync(
            "dev/clock", new { now = now.ToString("O", CultureInfo.InvariantCulture) }, Cancellation);
        moved.EnsureSuccessStatusCode();
    }

    private static async Task RemindAsync(ServerProcess node, bool mustSucceed = false)
    {
        foreach (var job in new[] { "reminders", "digest", "outbox" }) await RunAsync(node, job, mustSucceed);
    }

    private static async Task RunAsync(ServerProcess node, string job, bool mustSucceed)
    {
        using var client = new HttpClient { BaseAddress = node.Address };
        try
        {
            using var done = await client.PostAsync(
                new Uri($"dev/jobs/{job}/run", UriKind.Relative), null, Cancellation);
            if (mustSucceed) done.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException) when (!mustSucceed)
        {
            // It was killed meanwhile.
        }
    }

    private static async Task LetTimePassAsync(PostgresDatabase postgres, DateTimeOffset now)
    {
        await using var db = Open(postgres);
        var lead = await db.Settings.SingleAsync(row => row.Name == ClockLead, Cancellation);
        lead.Value = (now - TimeProvider.System.GetUtcNow()).Ticks.ToString(CultureInfo.InvariantCulture);
        await db.SaveChangesAsync(Cancellation);
    }

    private static int Seed()
    {
        var given = Environment.GetEnvironmentVariable("KILL_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"KILL_SEED={seed}");
        return seed;
    }

    private static ServerProcess NodeOf(PostgresDatabase postgres) => new(postgres)
    {
        Settings = { ["Logging__LogLevel__Default"] = "Warning", ["DOTNET_TieredPGO"] = "0" },
    };

    internal static PostgresAppDbContext Open(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);
}
