using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Jobs;

public sealed class DueWorkJobTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync("2026-03-02 09:00");

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Run_OneCaseIsBroken_StillMovesTheOthers()
    {
        var broken = await flow.SubmitAsync();
        var sound = await flow.SubmitAsync();
        await BreakAsync(broken);
        flow.MoveTo("2026-03-10 09:00");

        var report = await flow.RunDueWorkAsync();

        Assert.Equal((2, 1, 1), (report.Considered, report.Resumed, report.Failed));
        Assert.Equal(CaseStatus.InReview, await flow.StatusAsync(sound));
        Assert.Equal(CaseStatus.Submitted, await flow.StatusAsync(broken));
    }

    [Fact]
    public async Task Run_AfterAFailure_TriesAgainWhenTheLeaseIsOver()
    {
        var number = await flow.SubmitAsync();
        var state = await BreakAsync(number);
        flow.MoveTo("2026-03-10 09:00");
        await flow.RunDueWorkAsync();
        await WriteStateAsync(number, state);

        var tooSoon = await flow.RunDueWorkAsync();
        flow.MoveTo("2026-03-10 09:10");
        var later = await flow.RunDueWorkAsync();

        Assert.Equal((0, 1), (tooSoon.Considered, later.Resumed));
        Assert.Equal(CaseStatus.InReview, await flow.StatusAsync(number));
    }

    [Fact]
    public async Task Run_NothingDue_DoesNothing()
    {
        await flow.SubmitAsync();

        Assert.Equal(0, (await flow.RunDueWorkAsync()).Considered);
    }

    private async Task<string> BreakAsync(string number)
    {
        var state = await flow.Host.ReadAsync<AppDbContext, string>(db => db.WorkflowInstances
            .Where(row => row.CorrelationId == number).Select(row => row.State).SingleAsync(Cancellation));
        await WriteStateAsync(number, "not a state");
        return state;
    }

    private Task<int> WriteStateAsync(string number, string state) =>
        flow.Host.ReadAsync<AppDbContext, int>(db => db.WorkflowInstances
            .Where(row => row.CorrelationId == number)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), Cancellation));
}
