using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Certificates;

/// <summary>Every kind of certificate of ours with every act, by its keeper, its holder and somebody else.</summary>
public abstract class LifeActTests(DatabaseKind kind) : IAsyncLifetime
{
    private PaperDesk desk = null!;
    private Guid firm;
    private Guid worker;
    private int serial;

    public static IEnumerable<string> Kinds =>
        CertificateKinds.All.Where(code => CertificateKinds.Find(code)!.IsNumbered);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateOnly Today => PaperDesk.Day("2026-11-21");

    public async ValueTask InitializeAsync()
    {
        desk = await PaperDesk.StartAsync(kind);
        firm = (await desk.AddFirmAsync()).Id;
        worker = (await desk.AddWorkerAsync(firm)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Act_OnEveryKind_LeadsToItsStateFromItsDayOn()
    {
        foreach (var code in Kinds)
        {
            foreach (var (act, state) in new[]
            {
                (LifeActs.Suspension, CertificateState.Suspended), (LifeActs.Revocation, CertificateState.Revoked),
                (LifeActs.Cancellation, CertificateState.Cancelled),
                (LifeActs.Surrender, CertificateState.Surrendered),
            })
            {
                var number = await AddAsync(code);

                await ActAsync(Keeper(code), act, number, Today.AddDays(3));

                var paper = await FindAsync(number);
                Assert.Equal(
                    (CertificateState.Valid, state),
                    (paper.StateOn(Today.AddDays(2)), paper.StateOn(Today.AddDays(3))));
                Assert.Equal("测试", Assert.Single(paper.Entries).Reason!.Split('（')[0]);
            }
        }
    }

    [Fact]
    public async Task Reinstatement_OfEveryKind_RestoresItFromItsDayOn()
    {
        foreach (var code in Kinds)
        {
            var number = await AddAsync(code);
            await ActAsync(Keeper(code), LifeActs.Suspension, number, Today);

            await ActAsync(Keeper(code), LifeActs.Reinstatement, number, Today.AddDays(5));

            var paper = await FindAsync(number);
            Assert.Equal(
                (CertificateState.Suspended, CertificateState.Valid),
                (paper.StateOn(Today.AddDays(4)), paper.StateOn(Today.AddDays(5))));
        }
    }

    [Fact]
    public async Task Act_ByOthers_IsRefusedForEveryKind()
    {
        foreach (var code in Kinds)
        {
            var number = await AddAsync(code);
            foreach (var act in LifeActs.All)
            {
                var refusal = await Assert.ThrowsAsync<RuleViolation>(
                    () => ActAsync(PaperDesk.Officer("park-office", "park"), act, number, Today));

                Assert.Equal(RuleKind.Forbidden, refusal.Kind);
            }
        }
    }

    [Fact]
    public async Task Holder_OfEveryKind_SurrendersAndDoesNothingElse()
    {
        foreach (var code in Kinds)
        {
            var number = await AddAsync(code);
            var holder = IsOfWorker(code) ? PaperDesk.WorkerSelf(worker) : PaperDesk.EmployerOf(firm);
            await Assert.ThrowsAsync<RuleViolation>(() => ActAsync(holder, LifeActs.Suspension, number, Today));

            await ActAsync(holder, LifeActs.Surrender, number, Today);

            Assert.Equal(CertificateStatus.Surrendered, (await FindAsync(number)).Status);
        }
    }

    [Fact]
    public async Task Act_WithoutHearingInThePastOrAfterTheEnd_IsRefusedForEveryKind()
    {
        foreach (var code in Kinds)
        {
            var number = await AddAsync(code);
            var refusals = new List<string>
            {
                await RefusedAsync(code, LifeActs.Revocation, number, Today, hearing: null),
                await RefusedAsync(code, LifeActs.Suspension, number, Today.AddDays(-1), null),
                await RefusedAsync(code, LifeActs.Reinstatement, number, Today, null),
            };
            await ActAsync(Keeper(code), LifeActs.Cancellation, number, Today);
            refusals.Add(await RefusedAsync(code, LifeActs.Cancellation, number, Today, null));

            Assert.Equal(["hearing", "from", "CertificateNotSuspended", "CertificateEnded"], refusals);
        }
    }

    private static bool IsOfWorker(string code) => CertificateKinds.Find(code)!.Holder == HolderKind.Worker;

    private static Actor Keeper(string code)
    {
        var post = CertificateKinds.Find(code)!.Keepers[0].Split('/');
        return PaperDesk.Officer(post[0], post[1]);
    }

    private async Task<string> RefusedAsync(string code, string act, string number, DateOnly from, string? hearing)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => ActAsync(Keeper(code), act, number, from, hearing));
        return refusal.Errors.Keys.FirstOrDefault() ?? refusal.Sentence.Key;
    }

    private async Task<string> AddAsync(string code)
    {
        var number = CertificateNumber.Compose("450681", code, 2026, ++serial);
        await desk.AddPaperAsync(
            code, firm, IsOfWorker(code) ? worker : null, "2026-11-01", "2027-03-01", number);
        return number;
    }

    private Task ActAsync(Actor actor, string act, string number, DateOnly from, string? hearing = "放弃听证声明") =>
        desk.Host.Work.RunAsync<CertificateLifeService>(
            actor,
            life => LifeActs.DoAsync(life, act, number, new LifeRequest("测试", from, hearing), Cancellation),
            Cancellation);

    private Task<Certificate> FindAsync(string number) => desk.Host.ReadAsync<AppDbContext, Certificate>(
        db => db.Certificates.AsNoTracking().Include(paper => paper.Suspensions).Include(paper => paper.Entries)
            .SingleAsync(paper => paper.Number == number, Cancellation));
}

public sealed class SqliteLifeActTests() : LifeActTests(DatabaseKind.Sqlite);

public sealed class PostgresLifeActTests : LifeActTests
{
    public PostgresLifeActTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
