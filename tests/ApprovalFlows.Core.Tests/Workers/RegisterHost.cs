using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Workers;

/// <summary>The demonstration people and firms on a database of its own, one for a class of tests.</summary>
internal sealed class RegisterHost(CoreHost host) : IAsyncDisposable
{
    private int serial;

    public static TheoryData<DatabaseKind> Databases => PostgresDatabase.IsThere
        ? new TheoryData<DatabaseKind>(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)
        : new TheoryData<DatabaseKind>(DatabaseKind.Sqlite);

    public CoreHost Host => host;

    public DateOnly Today => ChinaTime.DateOf(host.Clock.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RegisterHost> StartAsync(DatabaseKind kind)
    {
        var host = await CoreHost.StartAsync(kind);
        await host.Work.RunAsync<OrganisationSeed>(null, seed => seed.LoadAsync(Cancellation));
        await host.Work.RunAsync<DemoData>(null, demo => demo.LoadAsync(Cancellation));
        return new RegisterHost(host);
    }

    public async Task<TResult> RunAsync<TService, TResult>(string user, Func<TService, Task<TResult>> work)
        where TService : notnull => await host.Work.RunAsync(await ActorAsync(user), work, Cancellation);

    public async Task<Actor> ActorAsync(string userName) => (await host.ReadAsync<ActorService, Actor?>(
        async service => await service.FindAsync(await IdAsync(userName), Cancellation)))!;

    public Task<TResult> ReadAsync<TResult>(Func<AppDbContext, Task<TResult>> read) => host.ReadAsync(read);

    /// <summary>Facts of somebody nobody knows yet, with what is given in place.</summary>
    public Dictionary<string, string?> Person(params (string Field, string? Text)[] given)
    {
        serial++;
        var texts = new Dictionary<string, string?>
        {
            [WorkerFields.NameOriginal] = "Trần Văn Thụ",
            [WorkerFields.Sex] = "1",
            [WorkerFields.BirthDate] = new DateOnly(1980, 1, 1).AddDays(serial).ToString("yyyy-MM-dd", null),
            [WorkerFields.DocumentKind] = "TX",
            [WorkerFields.DocumentNumber] = $"TEST-{serial:000000}",
            [WorkerFields.DocumentIssuer] = "Công an phường Móng Cái 1",
            [WorkerFields.DocumentIssuedOn] = Today.AddMonths(-1).ToString("yyyy-MM-dd", null),
            [WorkerFields.DocumentExpiresOn] = Today.AddMonths(10).ToString("yyyy-MM-dd", null),
        };
        foreach (var (field, text) in given) texts[field] = text;
        return texts;
    }

    public Task<Worker> RegisterAsync(string user, params (string Field, string? Text)[] given) =>
        RunAsync<WorkerService, Worker>(
            user, service => service.RegisterAsync(Person(given), false, Cancellation));

    public async Task<Certificate> IssueAsync(
        string kind, Guid? worker, Guid? enterprise, DateOnly from, DateOnly to, string contents = "{}")
    {
        var paper = new Certificate
        {
            Number = $"450681-{kind}-2026-{++serial:000000}",
            Kind = kind,
            CaseId = null,
            EnterpriseId = enterprise,
            WorkerId = worker,
            HolderName = "x",
            HolderCode = "",
            IssuerDepartmentCode = "police",
            FilingNumber = null,
            IssuedAt = host.Clock.GetUtcNow(),
            ValidFrom = from,
            ValidTo = to,
            Contents = contents,
        };
        await host.Work.RunAsync<AppDbContext>(null, db =>
        {
            db.Certificates.Add(paper);
            return Task.CompletedTask;
        });
        return paper;
    }

    public Task<Guid> IdAsync(string userName) => host.ReadAsync<AppDbContext, Guid>(db => db.Users
        .Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync(Cancellation));

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>One started database of each kind for all tests of a class.</summary>
public sealed class RegisterHosts : IAsyncLifetime
{
    private readonly Dictionary<DatabaseKind, RegisterHost> hosts = [];

    internal async Task<RegisterHost> OfAsync(DatabaseKind kind)
    {
        if (!hosts.TryGetValue(kind, out var host)) hosts[kind] = host = await RegisterHost.StartAsync(kind);
        return host;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values) await host.DisposeAsync();
    }
}
