using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
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
        Assert.Equal([("P1", 2, 3), ("P2", 1, 0)], now.Posts.Select(post => (post.Code, post.Limit, post.Used)));
        Assert.Equal((3, 0), (later.Limit, later.Used));
        Assert.Equal((0, CertificateState.Expired), (never.Limit, never.State));

        Task<Quota> OfAsync(DateOnly day) => host.RunAsync<QuotaService, Quota>(
            "hr", service => service.OfAsync(firm, day, Cancellation));
    }

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
