using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.DueDates;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Organisation;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Handovers;

/// <summary>All open work of a person goes to successors: once each, through kills and on two nodes.</summary>
public abstract class HandoverJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int Count = 120;
    private EmployerFlow flow = null!;
    private Staff staff = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync(kind);
        staff = new Staff(flow);
        await OpenCases.AddAsync(flow.Host, Count, 7, await staff.IdAsync("employer"), Cancellation);
        var zone = await staff.ActorAsync("zone");
        await flow.Host.Work.RunAsync<AppDbContext>(null, async db =>
        {
            var half = await db.ReviewTasks.OrderBy(task => task.Id).Take(Count / 2).ToListAsync(Cancellation);
            foreach (var task in half) task.Claim(zone);
        }, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Run_TwoSuccessorsWhoTakeThePost_GetTheClaimedTasksEvenly()
    {
        await staff.HandOverAsync("zone", takesPosts: true, "police", "customs");

        await RunAsync();

        var open = await OpenAsync();
        Assert.Equal(Count / 4, open.Count(task => task.AssigneeName == "公安出入境民警"));
        Assert.Equal(Count / 4, open.Count(task => task.AssigneeName == "海关卫生检疫人员"));
        Assert.Equal(Count / 2, open.Count(task => task.AssigneeId is null));
        Assert.Empty((await staff.ActorAsync("zone")).Posts);
        Assert.True((await staff.ActorAsync("police")).Holds(OpenCases.Department, OpenCases.Post));
        var run = await FinishAsync();
        Assert.Equal((Count / 2, Count / 2, 0, 0), (run.Looked, run.Moved, run.Released, run.SentOn));
        Assert.Equal(Count / 2, await EntriesAsync());
    }

    [Fact]
    public async Task Run_NobodyTakesThePost_LosesNothing()
    {
        await flow.Host.Work.RunAsync<AppDbContext>(
            null,
            db => db.PostHoldings.Where(row => row.DepartmentCode == "zone-office" && row.PostCode == "leader")
                .ExecuteDeleteAsync(Cancellation),
            Cancellation);
        await staff.HandOverAsync("zone", takesPosts: false, "police");

        await RunAsync();

        var open = await OpenAsync();
        Assert.All(open, task => Assert.Equal((null, true), (task.AssigneeId, task.IsUnattended)));
        var run = await FinishAsync();
        Assert.Equal((Count, Count, Count), (run.Total, run.Looked, run.SentOn));
    }

    [Fact]
    public async Task Run_AnotherHolderIsLeft_ReleasesToTheOffice()
    {
        await staff.AppointAsync("customs", OpenCases.Department, OpenCases.Post);
        await staff.HandOverAsync("zone", takesPosts: false);

        await RunAsync();

        Assert.All(await OpenAsync(), task => Assert.Equal((null, false), (task.AssigneeId, task.IsUnattended)));
        Assert.Equal(Count / 2, (await FinishAsync()).Released);
    }

    [Fact]
    public async Task Run_KilledInTheMiddleAndOnTwoNodes_MovesEachTaskOnce()
    {
        var ordered = await staff.HandOverAsync("zone", takesPosts: true, "police");
        await BatchAsync(ordered.Id, 20, isKilled: false);
        await BatchAsync(ordered.Id, 20, isKilled: true);
        var halfway = (await RunsAsync()).Single().Looked;
        var job = flow.Host.Get<HandoverJob>();

        await Task.WhenAll(
            Task.Run(() => job.RunAsync(Cancellation), Cancellation),
            Task.Run(() => job.RunAsync(Cancellation), Cancellation));

        Assert.Equal(20, halfway);
        Assert.Equal(Count / 2, (await FinishAsync()).Moved);
        Assert.Equal(Count / 2, await EntriesAsync());
        Assert.Equal(Count / 2, (await OpenAsync()).Count(task => task.AssigneeName == "公安出入境民警"));
    }

    [Fact]
    public async Task Run_OrderedForALaterDay_WaitsForIt()
    {
        await staff.RunAsync<HandoverService, Handover>("admin", service => service.OrderAsync(
            new HandoverWish("zone", staff.Today.AddDays(2), ["police"]) { TakesPosts = true }, "调离", Cancellation));

        await RunAsync();
        var before = (await OpenAsync()).Count(task => task.AssigneeName == "公安出入境民警");
        flow.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync();

        Assert.Equal(0, before);
        Assert.Equal(Count / 2, (await OpenAsync()).Count(task => task.AssigneeName == "公安出入境民警"));
    }

    [Fact]
    public async Task Order_WhileOneIsUnderWay_IsRefused()
    {
        await staff.HandOverAsync("zone", takesPosts: false);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => staff.HandOverAsync("zone", takesPosts: false));

        Assert.Equal("HandoverRunning", refusal.Sentence.Key);
    }

    private Task<HandoverReport> RunAsync() => flow.Host.Get<HandoverJob>().RunAsync(Cancellation);

    private async Task<Handover> FinishAsync()
    {
        flow.Clock.Advance(HandoverLimits.Grace);
        await RunAsync();
        var run = Assert.Single(await RunsAsync());
        Assert.NotNull(run.FinishedAt);
        return run;
    }

    private async Task BatchAsync(Guid id, int size, bool isKilled)
    {
        try
        {
            await flow.Host.Work.RunAsync<HandoverBatches>(
                null,
                async service =>
                {
                    await service.RunAsync(id, size, Cancellation);
                    if (isKilled) throw new InvalidOperationException("killed");
                },
                Cancellation);
        }
        catch (InvalidOperationException killed) when (killed.Message == "killed")
        {
            // Nothing of the batch was committed.
        }
    }

    private Task<List<Handover>> RunsAsync() => flow.Host.ReadAsync<AppDbContext, List<Handover>>(
        db => db.Handovers.AsNoTracking().ToListAsync(Cancellation));

    private Task<List<ReviewTask>> OpenAsync() => flow.Host.ReadAsync<AppDbContext, List<ReviewTask>>(
        db => db.ReviewTasks.AsNoTracking()
            .Where(task => task.Status == ReviewTaskStatus.Open).ToListAsync(Cancellation));

    private Task<int> EntriesAsync() => flow.Host.ReadAsync<AppDbContext, int>(
        db => db.AuditEntries.CountAsync(entry => entry.Action == "handedOver", Cancellation));
}

public sealed class HandoverJobOnSqliteTests() : HandoverJobTests(DatabaseKind.Sqlite);

public sealed class HandoverJobOnPostgresTests() : HandoverJobTests(DatabaseKind.PostgreSql);
