using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>Guessing at one account: counted once each on all nodes, and paused longer every time.</summary>
public abstract class SignInPausesTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private static readonly SignInPlace Place = new(SessionKind.Token, "192.0.2.1", "test");
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(kind);
        await host.Work.RunAsync<AccountService>(
            null,
            accounts =>
            {
                accounts.Add("somebody", "某人", Password, Roles.Reviewer, null);
                return Task.CompletedTask;
            },
            Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Enter_AfterFiveWrongPasswords_RefusesTheRightOneUntilThePauseEnds()
    {
        await FailAsync(5);

        var during = await EnterAsync(Password);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var after = await EnterAsync(Password);

        Assert.Null(during);
        Assert.NotNull(after);
        Assert.Equal((0, null), await StateAsync());
    }

    [Fact]
    public async Task Enter_FourWrongPasswordsThenTheRightOne_ForgetsThem()
    {
        await FailAsync(4);
        Assert.NotNull(await EnterAsync(Password));

        await FailAsync(4);

        Assert.NotNull(await EnterAsync(Password));
    }

    [Fact]
    public async Task Failures_AfterEachPause_MakeTheNextTwiceAsLongUpToTheLongest()
    {
        await FailAsync(4);
        var pauses = new List<double>();

        for (var round = 0; round < 6; round++)
        {
            await FailAsync(1);
            var until = (await StateAsync()).Until!.Value;
            pauses.Add((until - host.Clock.GetUtcNow()).TotalSeconds);
            host.Clock.Advance(until - host.Clock.GetUtcNow());
        }

        Assert.Equal([60, 120, 240, 480, 900, 900], pauses);
    }

    [Fact]
    public async Task Failures_AtOnceOnTwoNodes_AreCountedUntilThePauseAndToldOnce()
    {
        await using var twin = host.Twin();
        var user = (await UserAsync()).Id;

        await Parallel.ForEachAsync(Enumerable.Range(0, 24), Cancellation, async (number, cancellation) =>
        {
            var work = number % 2 == 0 ? host.Work : twin.GetRequiredService<UnitOfWork>();
            await work.RunAsync<SignInPauses>(
                null, pauses => pauses.CountFailureAsync(user, cancellation), cancellation);
        });

        Assert.Equal((5, host.Clock.GetUtcNow().AddSeconds(60)), await StateAsync());
        var told = Assert.Single(await host.ReadAsync<AppDbContext, List<Message>>(
            db => db.Messages.ToListAsync(Cancellation)));
        Assert.Equal(user, told.UserId);
    }

    [Fact]
    public async Task Enter_ShutAccount_IsRefusedWithTheRightPassword()
    {
        await host.Work.RunAsync<AppDbContext>(
            null,
            async db => (await db.Users.SingleAsync(Cancellation)).LockoutEnd = DateTimeOffset.MaxValue,
            Cancellation);

        Assert.Null(await EnterAsync(Password));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++) Assert.Null(await EnterAsync("wrong"));
    }

    private Task<Entry?> EnterAsync(string password) => host.ReadAsync<SignInService, Entry?>(async service =>
        (await service.EnterAsync("Somebody", password, code: null, Place, Cancellation)).Entry);

    private Task<User> UserAsync() => host.ReadAsync<AppDbContext, User>(db => db.Users.SingleAsync(Cancellation));

    private async Task<(int Count, DateTimeOffset? Until)> StateAsync()
    {
        var user = await UserAsync();
        return (user.AccessFailedCount, user.SignInPausedUntil);
    }
}

public sealed class SqliteSignInPausesTests() : SignInPausesTests(DatabaseKind.Sqlite);

public sealed class PostgresSignInPausesTests : SignInPausesTests
{
    public PostgresSignInPausesTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
