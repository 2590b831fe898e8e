using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Watchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApprovalFlows.Core.Tests.Watchers;

/// <summary>Two weeks, day by day, with days on which nothing runs, against a model that looks at everything.</summary>
public abstract class WatcherSimulationTests(DatabaseKind kind)
{
    private const int Workers = 150;

    // Hours after midnight of the first day; between the fifth and the eighth day nothing runs.
    private static readonly double[] Runs =
        [1, 25, 25.01, 49, 61.5, 73, 97, 169.2, 169.3, 193, 217, 230.7, 241, 265, 289, 313, 337];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoWeeks_WithDowntimeAndTwoNodes_TellWhatTheModelTells()
    {
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));
        await using var host = await CoreHost.StartAsync(kind, start);
        var register = new SimulatedRegister(host, seed: 20260302, Workers);
        var model = new SlowWatch();
        await register.FillAsync();
        foreach (var hours in Runs)
        {
            await MoveAsync(host, register, start.AddHours(hours));
            await Task.WhenAll(RunAsync(host), RunAsync(host));
            await RunAsync(host);
            model.Run(await register.LookAsync(), host.Clock.GetUtcNow());
        }

        var (told, lines, clues) = await host.ReadAsync<AppDbContext, Outcome>(ReadAsync);

        Assert.True(model.Tellings.Count(row => row.Value) > 500);
        Assert.Equal(Sorted(model.Tellings), Sorted(told.ToDictionary(
            row => new Telling(row.Watcher, row.SubjectId, row.Version, row.Rung, row.Party),
            row => row.State != NoticeState.Skipped)));
        Assert.Equal(told.Count(row => row.State == NoticeState.Told), lines);
        Assert.Equal(model.Clues.Order(), clues.Order());
        Assert.DoesNotContain(told, row => row.State == NoticeState.Waiting);
    }

    private static async Task MoveAsync(CoreHost host, SimulatedRegister register, DateTimeOffset to)
    {
        while (host.Clock.GetUtcNow() < to)
        {
            var step = TimeSpan.FromHours(6.4);
            host.Clock.MoveTo(host.Clock.GetUtcNow() + step < to ? host.Clock.GetUtcNow() + step : to);
            if (host.Clock.GetUtcNow() < to) await register.LiveAsync(10);
        }
    }

    // A node of its own: nodes agree through the database alone.
    private static async Task RunAsync(CoreHost host)
    {
        var job = new WatcherJob(
            host.Get<IServiceScopeFactory>(), host.Work, host.Get<Draining>(), host.Clock,
            NullLogger<WatcherJob>.Instance);
        foreach (var watch in WatcherList.Seed.All)
            await job.RunAsync(watch.Key, cancellation: Cancellation);
    }

    private static async Task<Outcome> ReadAsync(AppDbContext db)
    {
        var messages = await db.Messages.AsNoTracking().ToListAsync(Cancellation);
        return new Outcome(
            await db.PaperNotices.AsNoTracking().ToListAsync(Cancellation),
            messages.Sum(LinesOf),
            await db.Clues.AsNoTracking().Select(clue => clue.SubjectId).ToListAsync(Cancellation));
    }

    // The last line of a long message counts the lines that were left out.
    private static int LinesOf(Message message)
    {
        var lines = SentenceText.ReadLines(message.Lines);
        if (lines.Count == 0) return 1;
        return lines[^1].Text.Key == "Watch.More" ? lines.Count - 1 + (int)lines[^1].Text.Args[0] : lines.Count;
    }

    private static IEnumerable<string> Sorted(Dictionary<Telling, bool> rows) =>
        rows.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal);

    private sealed record Outcome(List<PaperNotice> Told, int Lines, List<Guid> Clues);
}

public sealed class WatcherSimulationOnSqliteTests() : WatcherSimulationTests(DatabaseKind.Sqlite);

public sealed class WatcherSimulationOnPostgresTests() : WatcherSimulationTests(DatabaseKind.PostgreSql);
