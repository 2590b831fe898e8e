using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>Two nodes, and people with telephones whose clock is another than that of development.</summary>
internal sealed class SecondFactorDesk(CoreHost host, ServiceProvider twin, FakeClock real) : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private static readonly SignInPlace Place = new(SessionKind.Page, "192.0.2.1", "test");
    private int serial;

    public CoreHost Host => host;

    public FakeClock Real => real;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SecondFactorDesk> StartAsync(DatabaseKind kind)
    {
        var real = new FakeClock(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        var host = await CoreHost.StartAsync(
            kind, replace: services => services.AddSingleton(new RealTime(real)));
        return new SecondFactorDesk(host, host.Twin(), real);
    }

    public async Task<FactorPerson> PersonAsync()
    {
        var name = $"person{++serial}";
        await host.Work.RunAsync<AccountService>(null, accounts =>
        {
            accounts.Add(name, name, Password, Roles.Reviewer, null).Email = $"{name}@example.org";
            return Task.CompletedTask;
        });
        return new FactorPerson(this, (await host.ReadAsync<AppDbContext, User>(db =>
            db.Users.SingleAsync(user => user.UserName == name, Cancellation))).Id, name);
    }

    /// <summary>Somebody who has turned it on.</summary>
    public async Task<FactorPerson> GuardedAsync()
    {
        var person = await PersonAsync();
        await person.TurnOnAsync();
        real.Advance(TimeSpan.FromSeconds(30));
        return person;
    }

    public Task<SignInAnswer> EnterAsync(string name, string password, string? code, bool onTwin = false) =>
        AskAsync<SignInService, SignInAnswer>(
            service => service.EnterAsync(name, password, code, Place, Cancellation), null, onTwin);

    public Task<SignInAnswer> ContinueAsync(string ticket, string code) => AskAsync<SignInService, SignInAnswer>(
        service => service.ContinueAsync(ticket, code, Place, Cancellation));

    /// <summary>Asks a service as one node does, in the name of a person.</summary>
    public async Task<TResult> AskAsync<TService, TResult>(
        Func<TService, Task<TResult>> ask, Guid? person = null, bool onTwin = false)
        where TService : notnull
    {
        await using var scope = onTwin ? twin.CreateAsyncScope() : host.OpenScope();
        if (person is { } id)
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor =
                (await scope.ServiceProvider.GetRequiredService<ActorService>().FindAsync(id, Cancellation))!;
        }

        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read) => host.ReadAsync(read);

    public async ValueTask DisposeAsync()
    {
        await twin.DisposeAsync();
        await host.DisposeAsync();
    }
}

/// <summary>One of them, with the telephone and the paper on which the recovery codes stand.</summary>
internal sealed class FactorPerson(SecondFactorDesk desk, Guid id, string name)
{
    public Guid Id => id;

    public string Name => name;

    public string Secret { get; private set; } = "";

    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the telephone shows, some steps of thirty seconds from now.</summary>
    public string Code(int steps = 0) => CodeOf(Secret, steps);

    public string CodeOf(string secret, int steps = 0) => new Totp(Base32Encoding.ToBytes(secret))
        .ComputeTotp(desk.Real.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    public async Task TurnOnAsync(Guid session = default)
    {
        var offer = await AskAsync(service => service.BeginAsync(SecondFactorDesk.Password, Cancellation));
        Secret = offer.Secret;
        RecoveryCodes = await AskAsync(
            service => service.ConfirmAsync(offer.Ticket, Code(), session, Cancellation));
    }

    public Task<T> AskAsync<T>(Func<SecondFactorService, Task<T>> ask) => desk.AskAsync(ask, id);

    public Task<SecondFactorState> StateAsync() => AskAsync(service => service.StateAsync(Cancellation));

    public Task<SignInAnswer> EnterAsync(string? code, bool onTwin = false) =>
        desk.EnterAsync(name, SecondFactorDesk.Password, code, onTwin);

    public async Task<SignInOutcome> TryAsync(string? code) => (await EnterAsync(code)).Outcome;

    /// <summary>The keys of what was told to the person, the oldest first.</summary>
    public Task<List<string>> NewsAsync() => desk.ReadAsync(db => db.Messages
        .Where(row => row.UserId == id).OrderBy(row => row.Id).Select(row => row.Text).ToListAsync(Cancellation));
}

/// <summary>One desk of each kind for all tests of a class.</summary>
public sealed class SecondFactorDesks : IAsyncLifetime
{
    private readonly Dictionary<DatabaseKind, SecondFactorDesk> desks = [];

    internal async Task<SecondFactorDesk> OfAsync(DatabaseKind kind)
    {
        if (!desks.TryGetValue(kind, out var desk)) desks[kind] = desk = await SecondFactorDesk.StartAsync(kind);
        return desk;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in desks.Values) await desk.DisposeAsync();
    }
}
