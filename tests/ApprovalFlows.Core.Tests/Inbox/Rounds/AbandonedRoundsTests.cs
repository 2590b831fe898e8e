using System.Text.Json.Nodes;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Inbox.Movements;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Inbox.Rounds;

/// <summary>A step that the flow left behind, though nobody decided it, is in nobody's inbox.</summary>
public abstract class AbandonedRoundsTests(DatabaseKind kind)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timer_EndingABranchBesideAStep_ClosesTheTasksOfThatStep()
    {
        await using var flow = await EmployerFlow.StartAsync(kind);
        await MovementStory.PublishAsync(flow, await WithTimerBesideAsync());
        var story = await MovementStory.BeginAsync(flow);
        var before = (await flow.TasksAsync(story.Number)).Single(task => task.StepId == "joint");

        flow.Clock.Advance(TimeSpan.FromHours(2));
        await flow.RunDueWorkAsync();

        var tasks = await flow.TasksAsync(story.Number);
        Assert.Equal(ReviewTaskStatus.Open, before.Status);
        var left = tasks.Single(task => task.StepId == "joint");
        Assert.Equal((ReviewTaskStatus.Closed, CloseReason.BranchEnded), (left.Status, left.ClosedBecause));
        Assert.Equal(["last"], tasks.Where(task => task.IsUnfinished).Select(task => task.StepId));
        Assert.Empty(await flow.Host.ReadAsync<AppDbContext, IReadOnlyList<string>>(
            db => CaseInvariants.BreachesAsync(db, Cancellation)));
    }

    // joint and a timer of an hour, whichever comes first.
    private static async Task<string> WithTimerBesideAsync()
    {
        var flow = JsonNode.Parse(await SharedFlow.JsonAsync(Place.Parallel, "one"))!;
        var activities = flow["root"]!["activities"]!.AsArray();
        activities.Single(node => (string?)node!["id"] == "meet")!["mode"]!["expression"]!["value"] = "WaitAny";
        var beside = activities.Single(node => (string?)node!["id"] == "beside")!;
        activities[activities.IndexOf(beside)] = JsonNode.Parse(
            """
            {"id":"beside","name":"beside","type":"Elsa.Delay","version":1,"customProperties":{},"metadata":{},
             "timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}}
            """);
        foreach (var line in flow["root"]!["connections"]!.AsArray())
        {
            var source = line!["source"]!;
            if ((string?)source["activity"] == "beside" && (string?)source["port"] == "approve")
                source["port"] = "Done";
        }

        return flow.ToJsonString();
    }
}

public sealed class AbandonedRoundsOnSqliteTests() : AbandonedRoundsTests(DatabaseKind.Sqlite);

public sealed class AbandonedRoundsOnPostgresTests : AbandonedRoundsTests
{
    public AbandonedRoundsOnPostgresTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
