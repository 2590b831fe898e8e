using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Inbox;

public sealed class InboxServiceTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync("2026-03-02 09:00");

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task List_OverdueTasks_LieOnTop()
    {
        var late = await flow.SubmitAsync();
        await flow.DecideAsync(late, "window", "return");
        flow.MoveTo("2026-03-04 09:00");
        var fresh = await flow.SubmitAsync();
        flow.MoveTo("2026-03-05 09:00");
        await flow.CorrectAsync(late);
        flow.MoveTo("2026-03-12 09:00");

        var items = (await ListAsync("window", new InboxQuery())).Items;
        var overdue = (await ListAsync("window", new InboxQuery { Overdue = true })).Items;
        var inTime = (await ListAsync("window", new InboxQuery { Overdue = false })).Items;

        Assert.Equal([fresh, late], items.Select(item => item.CaseNumber));
        Assert.Equal([true, false], items.Select(item => item.Overdue));
        Assert.Equal(fresh, Assert.Single(overdue).CaseNumber);
        Assert.Equal(late, Assert.Single(inTime).CaseNumber);
    }

    [Fact]
    public async Task List_OfEachScope_HoldsWhatBelongsThere()
    {
        var number = await flow.SubmitAsync();
        await flow.SubmitAsync();
        var task = await flow.OpenTaskAsync(number);

        await flow.Host.Work.RunAsync<DecisionService, ReviewTask>(
            await flow.ActorAsync("window"), service => service.ClaimAsync(task.Id, Cancellation), Cancellation);
        var afterClaim = await CountsAsync("window");
        await flow.DecideAsync(number, "window", "accept");

        Assert.Equal(new InboxCounts(1, 1, 0, 0), afterClaim);
        Assert.Equal(new InboxCounts(1, 0, 1, 0), await CountsAsync("window"));
        Assert.Equal(new InboxCounts(1, 0, 0, 0), await CountsAsync("dongxing"));
        Assert.Equal(new InboxCounts(0, 0, 0, 0), await CountsAsync("hr"));
    }

    [Fact]
    public async Task List_TextAndPage_NarrowTheInbox()
    {
        for (var index = 0; index < 5; index++) await flow.SubmitAsync();

        var found = await ListAsync("window", new InboxQuery { Text = "000003" });
        var byName = await ListAsync("window", new InboxQuery { Text = "示例食品" });
        var nothing = await ListAsync("window", new InboxQuery { Text = "%" });
        var second = await ListAsync("window", new InboxQuery { Page = 2, PageSize = 2, Sort = InboxSort.Oldest });

        Assert.Equal("YG-2026-000003", Assert.Single(found.Items).CaseNumber);
        Assert.Equal((5, 0), (byName.TotalCount, nothing.TotalCount));
        Assert.Equal((5, 2, 2), (second.TotalCount, second.Items.Count, second.Page));
    }

    [Theory]
    [InlineData("employer")]
    [InlineData("auditor")]
    [InlineData("admin")]
    public async Task List_ByAPersonWithoutAPost_IsForbidden(string user)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ListAsync(user, new InboxQuery()));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    private async Task<InboxPage> ListAsync(string user, InboxQuery query)
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<InboxService>().ListAsync(query, Cancellation);
    }

    private async Task<InboxCounts> CountsAsync(string user)
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<InboxService>().CountAsync(Cancellation);
    }
}
