using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Settings;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Persistence;

public abstract class UnitOfWorkTests(DatabaseKind kind) : IAsyncLifetime
{
    private CoreHost? host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private UnitOfWork Work => host!.Work;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RunAsync_WorkDone_CommitsIt()
    {
        await Work.RunAsync<AppDbContext>(null, db => AddAsync(db, "a"), Cancellation);

        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_WorkThrows_RollsEverythingBackAndTriesOnce()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<RuleViolation>(() => Work.RunAsync<AppDbContext>(
            null,
            async db =>
            {
                attempts++;
                await AddAsync(db, "a");
                throw new RuleViolation("CaseClosed", "1");
            },
            Cancellation));

        Assert.Equal(1, attempts);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_WorkThrowsInsideTheWriteTransaction_RollsEverythingBack()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => Work.RunAsync<IServiceProvider>(
            null,
            async unit =>
            {
                await unit.GetRequiredService<WriteTransaction>().BeginAsync(Cancellation);
                var db = unit.GetRequiredService<AppDbContext>();
                await AddAsync(db, "a");
                await db.SaveChangesAsync(Cancellation);
                throw new RuleViolation("CaseClosed", "1");
            },
            Cancellation));

        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_OneLostRace_RunsAgainOnFreshData()
    {
        var contexts = new List<AppDbContext>();

        await Work.RunAsync<AppDbContext>(
            null,
            async db =>
            {
                contexts.Add(db);
                Assert.Empty(db.ChangeTracker.Entries());
                await AddAsync(db, "a");
                if (contexts.Count == 1) throw new WorkflowConflictException("Lost.");
            },
            Cancellation);

        Assert.Equal(2, contexts.Count);
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_RaceLostEveryTime_GivesUpAndStoresNothing()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<WorkflowConflictException>(() => Work.RunAsync<AppDbContext>(
            null,
            async db =>
            {
                attempts++;
                await AddAsync(db, "a");
                throw new WorkflowConflictException("Lost.");
            },
            Cancellation));

        Assert.Equal(UnitOfWork.MaxAttempts, attempts);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_TwoAddTheSameRow_TheSecondMeetsTheFirst()
    {
        using var bothHaveLooked = new Barrier(2);
        var outcomes = await Task.WhenAll(
            Task.Run(() => AddOrFindAsync(bothHaveLooked)), Task.Run(() => AddOrFindAsync(bothHaveLooked)));

        Assert.Equal(["added", "found"], outcomes.Order());
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_Cancelled_StoresNothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Work.RunAsync<AppDbContext>(
            null,
            async db =>
            {
                await AddAsync(db, "a");
                await stop.CancelAsync();
            },
            stop.Token));

        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_AfterAFailure_TheNextUnitMayWrite()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => Work.RunAsync<WriteTransaction>(
            null,
            async transaction =>
            {
                await transaction.BeginAsync(Cancellation);
                throw new RuleViolation("CaseClosed", "1");
            },
            Cancellation));

        await Work.RunAsync<AppDbContext>(null, db => AddAsync(db, "a"), Cancellation);

        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task RunAsync_WithAndWithoutAnActor_ActsAsThatOne()
    {
        var person = Actor.System with { UserId = Guid.CreateVersion7(), UserName = "window" };

        var named = await Work.RunAsync<CurrentActor, Actor>(
            person, current => Task.FromResult(current.Actor), Cancellation);
        var nobody = await Work.RunAsync<CurrentActor, Actor>(
            null, current => Task.FromResult(current.Actor), Cancellation);

        Assert.Equal((person, Actor.System), (named, nobody));
    }

    private static async Task AddAsync(AppDbContext db, string name) =>
        await db.Settings.AddAsync(new Setting { Name = name, Value = "1" }, Cancellation);

    private async Task<string> AddOrFindAsync(Barrier bothHaveLooked)
    {
        var attempts = 0;
        return await Work.RunAsync<AppDbContext, string>(
            null,
            async db =>
            {
                var known = await db.Settings.FindAsync(["a"], Cancellation);
                if (attempts++ == 0) bothHaveLooked.SignalAndWait(Cancellation);
                if (known is not null) return "found";
                await AddAsync(db, "a");
                return "added";
            },
            Cancellation);
    }

    private Task<List<string>> NamesAsync() => host!.ReadAsync<AppDbContext, List<string>>(db =>
        db.Settings.Select(setting => setting.Name).ToListAsync(Cancellation));
}

public sealed class SqliteUnitOfWorkTests() : UnitOfWorkTests(DatabaseKind.Sqlite);

public sealed class PostgresUnitOfWorkTests : UnitOfWorkTests
{
    public PostgresUnitOfWorkTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
