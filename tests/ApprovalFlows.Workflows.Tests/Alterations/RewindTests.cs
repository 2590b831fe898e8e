using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Alterations.AlteredFlow;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Alterations;

/// <summary>Goes back to an activity that was passed, in both modes of flowcharts and in nested containers.</summary>
public sealed class RewindTests
{
    private static readonly string Fork = Chart(
        "f",
        [Waits("a"), Waits("b"), Waits("c"), Join("WaitAll"), Waits("d"), Line("end", "end")],
        [("a", "b"), ("a", "c"), ("b", "join"), ("c", "join"), ("join", "d"), ("d", "end")]);

    public static TheoryData<FlowchartMode> Modes => [FlowchartMode.Counter, FlowchartMode.Token];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_AfterAJoin_RunsOneBranchAgainAndJoinsTheOther(FlowchartMode mode)
    {
        var altered = await StartAsync(Fork, mode);
        await PassAsync(altered, "a", "b", "c");

        await altered.AlterAsync(new Rewind("b"));

        Assert.Equal(["b"], await WaitingAsync(altered));
        await PassAsync(altered, "b");
        Assert.Equal(["d"], await WaitingAsync(altered));
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_BeforeTheFork_RunsBothBranchesAgain(FlowchartMode mode)
    {
        var altered = await StartAsync(Fork, mode);
        await PassAsync(altered, "a", "b", "c");

        await altered.AlterAsync(new Rewind("a"));

        Assert.Equal(["a"], await WaitingAsync(altered));
        await PassAsync(altered, "a", "c", "b");
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_WhileTheOtherBranchIsOpen_LeavesItOpen(FlowchartMode mode)
    {
        var altered = await StartAsync(Fork, mode);
        await PassAsync(altered, "a", "b");

        await altered.AlterAsync(new Rewind("b"));

        Assert.Equal(["b", "c"], await WaitingAsync(altered));
        await PassAsync(altered, "c", "b");
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_FromInsideABranch_EndsTheOtherBranchToo(FlowchartMode mode)
    {
        var altered = await StartAsync(Fork, mode);
        await PassAsync(altered, "a");

        var outcome = await altered.AlterAsync(new Rewind("a"));

        Assert.Equal(["b", "c"], outcome.Changes.Single().Activities.Order());
        Assert.Equal(["a"], await WaitingAsync(altered));
        await PassAsync(altered, "a", "b", "c");
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_SeveralTimesInARow_EndsOnce(FlowchartMode mode)
    {
        var altered = await StartAsync(Fork, mode);
        for (var round = 0; round < 3; round++)
        {
            await PassAsync(altered, "a", "b", "c");
            await altered.AlterAsync(new Rewind("c"));
            await PassAsync(altered, "c");
            await altered.AlterAsync(new Rewind("a"));
        }

        await PassAsync(altered, "a", "b", "c");
        await MustEndAsync(altered, "d");
    }

    [Fact]
    public async Task Rewind_InASequence_RunsFromThereOn()
    {
        var altered = await StartAsync(
            Sequence(Waits("a"), Waits("b"), Waits("d"), Line("end", "end")), FlowchartMode.Counter);
        await PassAsync(altered, "a", "b");

        await altered.AlterAsync(new Rewind("a"));

        Assert.Equal(["a"], await WaitingAsync(altered));
        await PassAsync(altered, "a", "b");
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_IntoANestedFlowchartThatIsOver_BeginsItThere(FlowchartMode mode)
    {
        var inner = Chart("inner", [Waits("a"), Waits("b")], [("a", "b")]);
        var altered = await StartAsync(
            Chart("f", [inner, Waits("d"), Line("end", "end")], [("inner", "d"), ("d", "end")]), mode);
        await PassAsync(altered, "a", "b");

        await altered.AlterAsync(new Rewind("b"));

        Assert.Equal(["b"], await WaitingAsync(altered));
        await altered.AlterAsync(new Rewind("a"));
        Assert.Equal(["a"], await WaitingAsync(altered));
        await PassAsync(altered, "a", "b");
        await MustEndAsync(altered, "d");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Rewind_IntoASequenceOfFlowcharts_BeginsItThere(FlowchartMode mode)
    {
        var sequence = Activity(
            "s", "Elsa.Sequence",
            $"\"activities\":[{Chart("one", [Waits("a")], [])},{Chart("two", [Waits("b")], [])}]");
        var altered = await StartAsync(
            Chart("f", [sequence, Waits("d"), Line("end", "end")], [("s", "d"), ("d", "end")]), mode);
        await PassAsync(altered, "a", "b");

        await altered.AlterAsync(new Rewind("a"));

        Assert.Equal(["a"], await WaitingAsync(altered));
        await PassAsync(altered, "a", "b");
        await MustEndAsync(altered, "d");
    }

    [Fact]
    public async Task Rewind_ToWhatIsOpenOrUnknownOrInALoop_IsRefused()
    {
        var loop = Activity("w", "Elsa.While", Literal("condition", "false"), $"\"body\":{Waits("x")}");
        var altered = await StartAsync(
            Chart("f", [Waits("a"), loop, Waits("d")], [("a", "w"), ("w", "d")]), FlowchartMode.Counter);

        Assert.Equal(AlterationProblem.ActivityRuns, await altered.RefusalAsync(new Rewind("a")));
        Assert.Equal(AlterationProblem.ActivityUnknown, await altered.RefusalAsync(new Rewind("nothing")));
        Assert.Equal(AlterationProblem.ContainerCannotSchedule, await altered.RefusalAsync(new Rewind("x")));
    }

    [Fact]
    public async Task Followers_OfAStep_AreWhatComesAfterItInAllContainers()
    {
        var altered = await StartAsync(Fork, FlowchartMode.Counter);

        var followers = await altered.Flow.Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().ListFollowersAsync(altered.Request().InstanceId, "b"));

        Assert.Equal(["d", "end", "join"], followers.Order());
    }

    private static Task<AlteredFlow> StartAsync(string root, FlowchartMode mode) =>
        AlteredFlow.StartAsync(root, mode: mode);

    private static async Task PassAsync(AlteredFlow altered, params string[] events)
    {
        foreach (var id in events) await altered.Flow.ResumeAsync(id);
    }

    private static async Task<string[]> WaitingAsync(AlteredFlow altered) =>
        [.. (await altered.Flow.BookmarksAsync()).Select(bookmark => bookmark.ActivityId).Order()];

    private static async Task MustEndAsync(AlteredFlow altered, string last)
    {
        Assert.Equal([last], await WaitingAsync(altered));
        await PassAsync(altered, last);
        Assert.Equal(WorkflowSubStatus.Finished, (await altered.InstanceAsync()).SubStatus);
        Assert.Equal(["end"], altered.Flow.Lines);
    }

    private static string Join(string mode) => Activity("join", "Elsa.FlowJoin", Literal("mode", mode));

    private static string Chart(string id, string[] activities, (string From, string To)[] connections) =>
        Activity(
            id,
            "Elsa.Flowchart",
            $"\"activities\":[{string.Join(',', activities)}]",
            $"\"connections\":[{string.Join(',', connections.Select(Connection))}]");

    private static string Connection((string From, string To) line) =>
        $$"""
        {"source":{"activity":"{{line.From}}","port":"Done"},
        "target":{"activity":"{{line.To}}","port":"In"} }
        """;
}
