using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Organisation;

public sealed class PostServiceTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;
    private Staff staff = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync();
        staff = new Staff(flow);
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Appoint_FromALaterDay_CountsFromThatDayAndIsRecorded()
    {
        await staff.AppointAsync("police", "zone-office", "approval", staff.Today.AddDays(2), staff.Today.AddDays(3));
        var before = await staff.ActorAsync("police");
        flow.Clock.Advance(TimeSpan.FromDays(2));
        var during = await staff.ActorAsync("police");
        flow.Clock.Advance(TimeSpan.FromDays(2));
        var after = await staff.ActorAsync("police");

        Assert.False(before.Holds("zone-office", "approval"));
        Assert.True(during.Holds("zone-office", "approval"));
        Assert.False(after.Holds("zone-office", "approval"));
        var change = Assert.Single(await staff.RunAsync<StaffLog, IReadOnlyList<StaffChangeView>>(
            "admin", log => log.ListAsync(null, Cancellation)));
        Assert.Equal(
            (StaffAction.Appointed, "系统管理员", Staff.Reason),
            (change.Change.Action, change.Change.ActorName, change.Change.Reason));
    }

    [Theory]
    [InlineData("admin", -1, "police", "approval")]
    [InlineData("admin", 0, "nobody", "approval")]
    [InlineData("admin", 0, "employer", "approval")]
    [InlineData("admin", 0, "police", "nothing")]
    [InlineData("admin", 0, "zone", "approval")]
    [InlineData("hr", 0, "police", "approval")]
    public async Task Appoint_BackDatedUnknownTwiceOrByAnother_IsRefused(
        string by, int days, string person, string post)
    {
        await Assert.ThrowsAsync<RuleViolation>(() => staff.RunAsync<PostService, PostHolding>(
            by, service => service.AppointAsync(
                new Appointment(person, "zone-office", post, staff.Today.AddDays(days), null), "x", Cancellation)));

        Assert.Equal(0, await flow.Host.ReadAsync<AppDbContext, int>(db => db.StaffChanges.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task End_BeforeToday_IsRefusedAndTodayCounts()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => staff.EndAsync("hr", "re-check", staff.Today.AddDays(-1)));
        await staff.EndAsync("hr", "re-check", staff.Today);

        Assert.True((await staff.ActorAsync("hr")).Holds("hr-bureau", "re-check"));
        flow.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await staff.ActorAsync("hr")).Holds("hr-bureau", "re-check"));
    }

    [Fact]
    public async Task Superiors_OfAnOfficeAndItsPredecessor_AreThoseWhoHoldThePostsThatDay()
    {
        var supervisors = await AskAsync(superiors =>
            superiors.SupervisorsAsync("hr-bureau", staff.Today, Cancellation));
        var leaders = await AskAsync(superiors => superiors.LeadersAsync("hr-bureau", staff.Today, Cancellation));
        await staff.AppointAsync("customs", "customs", "supervisor");
        var successors = await AskAsync(superiors =>
            superiors.SupervisorsAsync("inspection-quarantine", staff.Today, Cancellation));
        var early = await AskAsync(superiors =>
            superiors.SupervisorsAsync("customs", staff.Today.AddDays(-1), Cancellation));

        Assert.Equal([await staff.IdAsync("hr-supervisor")], supervisors);
        Assert.Equal([await staff.IdAsync("hr-leader")], leaders);
        Assert.Equal([await staff.IdAsync("customs")], successors);
        Assert.Empty(early);
    }

    [Theory]
    [InlineData("hr", "hr", 0, 5)]
    [InlineData("hr", "police", -1, 5)]
    [InlineData("hr", "police", 5, 0)]
    [InlineData("hr", "police", 0, 400)]
    [InlineData("hr", "employer", 0, 5)]
    [InlineData("zone", "police", 0, 5)]
    public async Task NameDeputy_ForOneselfBackDatedTooLongOrForAnother_IsRefused(
        string holder, string deputy, int from, int to)
    {
        await Assert.ThrowsAsync<RuleViolation>(() => staff.RunAsync<DeputyService, Deputyship>(
            "hr", service => service.NameAsync(
                new DeputyWish(holder, deputy, staff.Today.AddDays(from), staff.Today.AddDays(to)),
                "x",
                Cancellation)));
    }

    [Fact]
    public async Task EndDeputyship_ByTheHolder_EndsItAtOnce()
    {
        var row = await staff.DeputyAsync("hr", "police");

        await staff.RunAsync<DeputyService, Deputyship>(
            "hr", service => service.EndAsync(row.Id, "回来了", Cancellation));

        Assert.False((await staff.ActorAsync("police")).Holds("hr-bureau", "re-check"));
    }

    [Fact]
    public async Task EndRecusal_ByTheOneWhoDeclaredIt_IsForbidden()
    {
        var row = await staff.RunAsync<RecusalService, Recusal>("hr", service => service.RecordAsync(
            new RecusalWish(null, null, "employer2", RecusalGround.RelativeInterest), "亲属", Cancellation));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => staff.RunAsync<RecusalService, Recusal>(
            "hr", service => service.EndAsync(row.Id, "x", Cancellation)));

        Assert.Equal("OnlyAdministratorsEndRecusal", refusal.Sentence.Key);
        Assert.True((await staff.ActorAsync("hr")).HasRecusals);
    }

    private Task<IReadOnlyList<Guid>> AskAsync(Func<Superiors, Task<IReadOnlyList<Guid>>> ask) =>
        flow.Host.ReadAsync(ask);
}
