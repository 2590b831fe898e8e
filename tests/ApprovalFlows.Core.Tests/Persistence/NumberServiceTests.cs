using System.Globalization;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>Numbers of cases, filings and certificates: consecutive, whatever happens around them.</summary>
public abstract class NumberServiceTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int Takers = 16;
    private CoreHost? host;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected CoreHost Host => host!;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task NextAsync_NewSeries_BeginsWithOne()
    {
        Assert.Equal(1, await TakeAsync("a"));
        Assert.Equal(2, await TakeAsync("a"));
        Assert.Equal(1, await TakeAsync("b"));
    }

    [Fact]
    public async Task NextAsync_TwiceInOneUnit_GivesTwoNumbers()
    {
        var pair = await host!.Work.RunAsync<NumberService, (long, long)>(
            null,
            async numbers => (await numbers.NextAsync("a", Cancellation), await numbers.NextAsync("a", Cancellation)),
            Cancellation);

        Assert.Equal((1, 2), pair);
    }

    [Fact]
    public async Task NextAsync_SixteenTakersAtOnce_GivesConsecutiveNumbers()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, Takers).Select(_ => Task.Run(() => TakeManyAsync(5))));

        var numbers = taken.SelectMany(given => given).Order();
        Assert.Equal(Enumerable.Range(1, Takers * 5).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task NextAsync_RolledBack_LeavesNoGap()
    {
        await TakeAsync("a");
        await Assert.ThrowsAsync<RuleViolation>(() => TakeAndRefuseAsync("a"));

        Assert.Equal(2, await TakeAsync("a"));
    }

    [Fact]
    public async Task NextAsync_FirstEverRolledBack_LeavesNoGap()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => TakeAndRefuseAsync("a"));

        Assert.Equal(1, await TakeAsync("a"));
    }

    [Fact]
    public async Task NextAsync_EveryThirdTakerRollsBack_LeavesNoGap()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, Takers).Select(index => Task.Run(async () =>
        {
            if (index % 3 != 0) return (long?)await TakeAsync("a");
            await Assert.ThrowsAsync<RuleViolation>(() => TakeAndRefuseAsync("a"));
            return null;
        })));

        var numbers = taken.Where(number => number is not null).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long?)number), numbers);
    }

    private async Task<List<long>> TakeManyAsync(int count)
    {
        var taken = new List<long>();
        for (var index = 0; index < count; index++) taken.Add(await TakeAsync("a"));
        return taken;
    }

    protected Task<long> TakeAsync(string series) => host!.Work.RunAsync<NumberService, long>(
        null, numbers => numbers.NextAsync(series, Cancellation), Cancellation);

    private Task TakeAndRefuseAsync(string series) => host!.Work.RunAsync<NumberService>(
        null,
        async numbers =>
        {
            var number = await numbers.NextAsync(series, Cancellation);
            throw new RuleViolation("CaseClosed", number.ToString(CultureInfo.InvariantCulture));
        },
        Cancellation);
}

public sealed class SqliteNumberServiceTests() : NumberServiceTests(DatabaseKind.Sqlite);

public sealed class PostgresNumberServiceTests : NumberServiceTests
{
    public PostgresNumberServiceTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();

    // Only here can it happen: SQLite's writers queue for the whole database.
    [Fact]
    public async Task NextAsync_TwoSeriesTakenInOppositeOrder_EndsTheDeadlock()
    {
        await TakeAsync("a");
        await TakeAsync("b");
        using var bothHoldOne = new Barrier(2);

        await Task.WhenAll(
            Task.Run(() => TakeBothAsync("a", "b", bothHoldOne), TestContext.Current.CancellationToken),
            Task.Run(() => TakeBothAsync("b", "a", bothHoldOne), TestContext.Current.CancellationToken));

        Assert.Equal(4, await TakeAsync("a"));
        Assert.Equal(4, await TakeAsync("b"));
    }

    private async Task TakeBothAsync(string first, string second, Barrier bothHoldOne)
    {
        var attempts = 0;
        await Host.Work.RunAsync<NumberService>(
            null,
            async numbers =>
            {
                await numbers.NextAsync(first, Cancellation);
                if (attempts++ == 0) bothHoldOne.SignalAndWait(Cancellation);
                await numbers.NextAsync(second, Cancellation);
            },
            Cancellation);
    }
}
