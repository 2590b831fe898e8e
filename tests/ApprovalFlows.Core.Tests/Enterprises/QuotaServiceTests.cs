using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Workers;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Enterprises;

public sealed class QuotaServiceTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Quota_OfLiveAndEndedPermits_CountsThoseOfTheDay(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var firm = (await host.ActorAsync("employer")).EnterpriseId!.Value;
        var today = host.Today;
        await host.IssueAsync(
            CertificateKinds.Employer, null, firm, today.AddDays(-1), today.AddDays(30),
            """{"posts":[{"code":"P1","tasks":"装配","count":2},{"code":"P2","tasks":"包装","count":1}]}""");
        for (var index = 0; index < 3; index++)
        {
            var worker = await host.RegisterAsync("employer", (WorkerFields.PostCode, "P1"));
            // The first permit ended yesterday, the others last until tomorrow.
            await host.IssueAsync(
                CertificateKinds.WorkerPermit, worker.Id, firm, today.AddDays(-9), today.AddDays(index == 0 ? -1 : 1));
        }

        var now = await OfAsync(today);
        var later = await OfAsync(today.AddDays(2));
        var never = await OfAsync(today.AddDays(31));

        Assert.Equal((3, 2, 1), (now.Limit, now.Used, now.Free));
        Assert.Equal([("P1", 2, 2), ("P2", 1, 0)], now.Posts.Select(post => (post.Code, post.Limit, post.Used)));
        Assert.Equal((3, 0), (later.Limit, later.Used));
        Assert.Equal((0, CertificateState.Expired), (never.Limit, never.State));

        Task<Quota> OfAsync(DateOnly day) => host.RunAsync<QuotaService, Quota>(
            "hr", service => service.OfAsync(firm, day, cancellation: Cancellation));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Quota_AtItsEdges_CountsEachWorkerWhoKeepsAPlaceOnce(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var firm = (await host.ActorAsync("employer2")).EnterpriseId!.Value;
        var today = host.Today;
        await host.IssueAsync(
            CertificateKinds.Employer, null, firm, today.AddDays(-30), today.AddDays(30),
            """{"headcount":9,"posts":[{"code":"P1","count":9}]}""");
        host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.IssueAsync(
            CertificateKinds.Employer, null, firm, today.AddDays(-1), today.AddDays(20),
            """{"headcount":4,"posts":[{"code":"P1","count":3},{"code":"P2","count":1}]}""");
        var renewed = await PermitAsync("P1", -20, 5);
        await host.IssueAsync(CertificateKinds.WorkerPermit, renewed, firm, today.AddDays(6), today.AddDays(90));
        var suspended = await PermitAsync("P2", -20, 5);
        await ActAsync(suspended, (permit, act) => permit.Suspend(act));
        await PermitAsync("P1", 3, 90);
        await ActAsync(await PermitAsync("P1", -20, 5), (permit, act) => permit.Revoke(act));

        var all = await OfAsync(null);

        // The latest certificate says four; the renewed, the suspended and the coming one have their places.
        Assert.Equal((4, 3, 1), (all.Limit, all.Used, all.Free));
        Assert.Equal([("P1", 2), ("P2", 1)], all.Posts.Select(post => (post.Code, post.Used)));
        Assert.Equal(2, (await OfAsync(renewed)).Used);
        Assert.Equal(2, (await OfAsync(suspended)).Used);

        async Task<Guid> PermitAsync(string post, int from, int to)
        {
            var worker = await host.RegisterAsync("employer2", (WorkerFields.PostCode, post));
            await host.IssueAsync(
                CertificateKinds.WorkerPermit, worker.Id, firm, today.AddDays(from), today.AddDays(to));
            return worker.Id;
        }

        Task ActAsync(Guid worker, Action<Certificate, CertificateAct> act) =>
            host.Host.Work.RunAsync<AppDbContext>(null, async db => act(
                await db.Certificates.Include(paper => paper.Suspensions).SingleAsync(
                    paper => paper.WorkerId == worker && paper.Kind == CertificateKinds.WorkerPermit, Cancellation),
                new CertificateAct(Actor.System, today, "x", null, host.Host.Clock.GetUtcNow())));

        Task<Quota> OfAsync(Guid? except) => host.RunAsync<QuotaService, Quota>(
            "hr", service => service.OfAsync(firm, today, except, Cancellation));
    }

    [Theory]
    [InlineData("""{"headcount":5,"posts":[{"count":2}]}""", 5)]
    [InlineData("""{"posts":[{"count":2},{"count":3},{"count":"x"}]}""", 5)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    public void Headcount_OfACertificate_IsTheOneNumber(string contents, int? expected) =>
        Assert.Equal(expected, QuotaService.HeadcountOf(contents));

    [Theory, MemberData(nameof(Databases))]
    public async Task Enterprise_ByOfficeOrItself_IsChangedWithinTheirFields(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var firm = (await host.ActorAsync("employer")).EnterpriseId!.Value;

        await ChangeAsync("employer", EnterpriseFields.Address, "东兴市江平镇1号");
        await ChangeAsync("window", EnterpriseFields.PilotTo, "2026-12-31");
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("employer", EnterpriseFields.PilotTo, ""));
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("police", EnterpriseFields.Address, "x"));
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("employer2", EnterpriseFields.Address, "x"));
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("hr", EnterpriseFields.Code, "91450681MA0TEXT393"));

        var found = await host.RunAsync<EnterpriseList, EnterprisePage>("zone", list => list.ListAsync(
            new EnterpriseQuery { Text = "示例食品", Kind = EnterpriseKinds.Employer, IsPilot = true }, Cancellation));
        Assert.Equal(new DateOnly(2026, 12, 31), found.Items.Single().PilotTo);
        Assert.Equal("东兴市江平镇1号", found.Items.Single().Address);
        Assert.Equal(2, await host.ReadAsync(db => db.RegisterChanges.CountAsync(
            row => row.RecordId == firm && row.Action == "changed", Cancellation)));

        Task<Enterprise> ChangeAsync(string user, string field, string text) =>
            host.RunAsync<EnterpriseService, Enterprise>(user, service => service.ChangeAsync(
                firm, new Dictionary<string, string?> { [field] = text }, "核对", null, Cancellation));
    }
}
