using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;
using static ApprovalFlows.Workflows.Tests.Alterations.AlteredFlow;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Alterations;

public sealed class RetryTests
{
    private const string Loop = "\"typeName\":\"Object\",\"expression\":{\"type\":\"Object\",\"value\":\"[1,2]\"}";

    public static TheoryData<string, string, string[]> Containers => new()
    {
        { "sequence", Sequence(Line("a", "a"), Fragile("f"), Line("b", "b")), ["a", "f", "b"] },
        {
            "flowchart",
            Flowchart([Line("a", "a"), Fragile("f"), Line("b", "b")], [("a", "f"), ("f", "b")]),
            ["a", "f", "b"]
        },
        { "parallel", Activity("p", "Elsa.Parallel", $"\"activities\":[{Fragile("f")}]"), ["f"] },
        { "fork", Activity("p", "Elsa.Fork", $"\"branches\":[{Fragile("f")}]"), ["f"] },
        {
            "if",
            Activity("p", "Elsa.If", Script("condition", "true"), $"\"then\":{Fragile("f")}"),
            ["f"]
        },
        {
            "switch",
            Activity("p", "Elsa.Switch", $"\"cases\":[],\"default\":{Fragile("f")}"),
            ["f"]
        },
        {
            "foreach",
            Activity("p", "Elsa.ForEach", $"\"items\":{{{Loop}}}", $"\"body\":{Fragile("f")}"),
            ["f", "f"]
        },
        {
            "for",
            Activity("p", "Elsa.For", Script("start", "1"), Script("end", "2"), $"\"body\":{Fragile("f")}"),
            ["f", "f"]
        },
        {
            "nested",
            Sequence(Activity("inner", "Elsa.Sequence", $"\"activities\":[{Fragile("f")}]"), Line("b", "b")),
            ["f", "b"]
        },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Retry_FaultedChild_RunsAgainAndTheContainerGoesOn(
        string container, string root, string[] lines)
    {
        foreach (var strategy in Enum.GetValues<IncidentStrategy>())
        {
            foreach (var mode in Enum.GetValues<FlowchartMode>())
            {
                var altered = await AlteredFlow.StartAsync(root, strategy, mode);

                var outcome = await altered.RetryAsync();

                Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
                Assert.Empty(outcome.Result.Incidents);
                Assert.Equal(lines, altered.Flow.Lines);
                Assert.True(await altered.OpenContextsAsync() == 1, container);
            }
        }
    }

    [Fact]
    public async Task Retry_ParallelForEach_RunsEveryFaultedRound()
    {
        var altered = await AlteredFlow.StartAsync(
            Activity("p", "Elsa.ParallelForEach", Script("items", "[1, 2]"), $"\"body\":{Fragile("f")}"),
            IncidentStrategy.ContinueWithIncidents);

        var outcome = await altered.RetryAsync();

        Assert.Equal(["f", "f"], altered.Flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Empty(outcome.Result.Incidents);
    }

    [Fact]
    public async Task Retry_FaultsAgain_LeavesOneIncident()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Fragile("f"), Line("b", "b")));
        await altered.AlterAsync(new Retry());

        var outcome = await altered.AlterAsync(new Retry(["f"]));

        Assert.Equal(WorkflowSubStatus.Faulted, outcome.Result.SubStatus);
        Assert.Single(outcome.Result.Incidents);
        Assert.Empty(altered.Flow.Lines);
    }

    [Fact]
    public async Task Retry_QueuedSibling_RunsToo()
    {
        var altered = await AlteredFlow.StartAsync(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Fragile("f")},{Line("b", "b")}]"));
        Assert.Empty(altered.Flow.Lines);

        var outcome = await altered.RetryAsync();

        Assert.Equal(["b", "f"], altered.Flow.Lines.Order());
        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
    }

    [Fact]
    public async Task Retry_BurstWasTooLong_GoesOnWhereItStopped()
    {
        var flow = new Flow(options => options.MaxActivitiesPerBurst = 4);
        await flow.ImportAsync(Sequence(Line("a", "a"), Line("b", "b"), Line("c", "c"), Line("d", "d")));
        var altered = new AlteredFlow(flow, (await flow.StartAsync()).InstanceId);
        Assert.Equal(["a", "b"], flow.Lines);

        var outcome = await altered.AlterAsync(new Retry());

        Assert.Equal(["a", "b", "c", "d"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Empty(outcome.Result.Incidents);
    }

    [Fact]
    public async Task Migrate_QueuedSibling_RunsInTheNewVersion()
    {
        var altered = await AlteredFlow.StartAsync(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Fragile("f")},{Line("b", "b")}]"));
        await altered.Flow.ImportAsync(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Line("f", "mended")},{Line("b2", "new")}]"), Variables);
        Assert.Equal(AlterationProblem.NoCounterpart, await altered.RefusalAsync(new Migrate(2)));

        await altered.AlterAsync(new Migrate(2, new Dictionary<string, string> { ["b"] = "b2" }), new Retry());

        Assert.Equal(["mended", "new"], altered.Flow.Lines.Order());
    }

    [Fact]
    public async Task Retry_WaitingSibling_WaitsOn()
    {
        var altered = await AlteredFlow.StartAsync(
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Waits("e")},{Fragile("f")}]"),
            IncidentStrategy.ContinueWithIncidents);

        var outcome = await altered.RetryAsync();

        Assert.Equal(WorkflowSubStatus.Suspended, outcome.Result.SubStatus);
        await altered.Flow.ResumeAsync("e");
        Assert.Equal(WorkflowSubStatus.Finished, altered.Flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Retry_CallbackOfTheContainerFaulted_GoesOnAfterTheRepair()
    {
        var altered = await AlteredFlow.StartAsync(Activity(
            "w",
            "Elsa.While",
            Script("condition", "getVariable('Count') == 7 || (getVariable('Ok') == 'yes' ? false : missing())"),
            $"\"body\":{Sequence(Activity("set", "Elsa.RunJavaScript", Script("script", "setVariable('Count', 8)")))}"),
            IncidentStrategy.ContinueWithIncidents);

        var outcome = await altered.RetryAsync();

        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Empty(outcome.Result.Incidents);
    }

    [Fact]
    public async Task Retry_FaultAfterAWait_WaitsAgainWithOneBookmark()
    {
        var altered = await AlteredFlow.StartAsync(Activity("d", "Test.Decide", Literal("title", "x")));
        await altered.Flow.ResumeAsync("d");
        Assert.Equal(WorkflowSubStatus.Faulted, altered.Flow.Last!.SubStatus);

        await altered.AlterAsync(new Retry());

        Assert.Single(await altered.Flow.BookmarksAsync());
        await altered.Flow.ResumeAsync("d", new { decision = "Approve" });
        Assert.Equal(WorkflowSubStatus.Finished, altered.Flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Retry_NothingFaulted_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Waits("e"));

        Assert.Equal(AlterationProblem.NothingFaulted, await altered.RefusalAsync(new Retry()));
        Assert.Equal(AlterationProblem.ActivityNotFaulted, await altered.RefusalAsync(new Retry(["e"])));
    }

    [Fact]
    public async Task Retry_Finished_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Line("a", "a"));

        Assert.Equal(AlterationProblem.InstanceEnded, await altered.RefusalAsync(new Retry()));
    }

    internal static string Flowchart(string[] activities, (string From, string To)[] connections) => $$"""
        {"id":"chart","type":"Elsa.Flowchart","activities":[{{string.Join(',', activities)}}],
         "connections":[{{string.Join(',', connections.Select(connection => $$$"""
            {"source":{"activity":"{{{connection.From}}}","port":"Done"},
             "target":{"activity":"{{{connection.To}}}","port":"In"}}
            """))}}]}
        """;
}
