using ApprovalFlows.Workflows.Execution;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class FlowActivityTests
{
    [Fact]
    public async Task Sequence_TwoLines_RunsThemInOrder()
    {
        var flow = await RunAsync(Sequence(Line("a", "one"), Line("b", "two")));

        Assert.Equal(["one", "two"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
        Assert.Equal(
            "Workflow1.Started seq.Started a.Started a.Completed b.Started b.Completed "
            + "seq.Completed Workflow1.Completed",
            await flow.JournalAsync());
    }

    [Fact]
    public async Task Parallel_TwoSequences_InterleavesBreadthFirst()
    {
        var root = Activity("par", "Elsa.Parallel", $"""
            "activities":[{Sequence(Line("p1", "p1"), Line("p2", "p2"))},
            {Sequence(Line("q1", "q1"), Line("q2", "q2")).Replace("\"seq\"", "\"other\"", StringComparison.Ordinal)}]
            """);

        var flow = await RunAsync(root);

        Assert.Equal(["p1", "q1", "p2", "q2"], flow.Lines);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task Flowchart_Decision_FollowsTheOutcome(FlowchartMode mode)
    {
        var root = Flowchart(
            [
                Activity("d", "Elsa.FlowDecision", Script("condition", "1 < 2")),
                Line("yes", "yes"),
                Line("no", "no"),
            ],
            ("d", "True", "yes"),
            ("d", "False", "no"));

        var flow = await RunAsync(root, options => options.FlowchartMode = mode);

        Assert.Equal(["yes"], flow.Lines);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter, 1)]
    [InlineData(FlowchartMode.Token, 2)]
    public async Task Flowchart_UnevenBranchesMeet_RunsAsOftenAsTheModeSays(FlowchartMode mode, int times)
    {
        var root = Flowchart(
            [Line("a", "a"), Line("b", "b"), Line("c", "c"), Line("c2", "c2"), Line("j", "join")],
            ("a", "Done", "b"),
            ("a", "Done", "c"),
            ("b", "Done", "j"),
            ("c", "Done", "c2"),
            ("c2", "Done", "j"));

        var flow = await RunAsync(root, options => options.FlowchartMode = mode);

        Assert.Equal(times, flow.Lines.Count(line => line == "join"));
    }

    [Fact]
    public async Task Flowchart_ModeInDefinition_BeatsTheOption()
    {
        var flow = new Flow(options => options.FlowchartMode = FlowchartMode.Counter);
        var root = Flowchart(
            [Line("a", "a"), Line("b", "b"), Line("c", "c"), Line("c2", "c2"), Line("j", "join")],
            ("a", "Done", "b"),
            ("a", "Done", "c"),
            ("b", "Done", "j"),
            ("c", "Done", "c2"),
            ("c2", "Done", "j"));
        await flow.ImportAsync(root, more: """
            "customProperties":{"Flowchart:ExecutionMode":"TokenBased"},
            """);

        await flow.StartAsync();

        Assert.Equal(2, flow.Lines.Count(line => line == "join"));
    }

    [Fact]
    public async Task FlowJoin_WaitAll_RunsOnceAfterBothBranches()
    {
        var root = Flowchart(
            [
                Activity("f", "Elsa.FlowFork", Input("branches", "Object", "[\"A\",\"B\"]")),
                Line("a", "a"),
                Line("b", "b"),
                Activity("j", "Elsa.FlowJoin", Literal("mode", "WaitAll")),
                Line("z", "after"),
            ],
            ("f", "A", "a"),
            ("f", "B", "b"),
            ("a", "Done", "j"),
            ("b", "Done", "j"),
            ("j", "Done", "z"));

        var flow = await RunAsync(root);

        Assert.Equal(["a", "b", "after"], flow.Lines);
    }

    [Fact]
    public async Task FlowSwitch_NoCaseHolds_FollowsDefault()
    {
        var root = Flowchart(
            [
                Activity("s", "Elsa.FlowSwitch", """
                    "cases":[{"label":"A","condition":{"type":"JavaScript","value":"false"}}]
                    """),
                Line("a", "a"),
                Line("d", "default"),
            ],
            ("s", "A", "a"),
            ("s", "Default", "d"));

        var flow = await RunAsync(root);

        Assert.Equal(["default"], flow.Lines);
    }

    [Theory]
    [InlineData("Elsa.FlowSwitch")]
    [InlineData("Elsa.Switch")]
    public async Task Switch_ConditionOfAnUnknownKind_Faults(string type)
    {
        const string cases = """
            "cases":[{"label":"A"},{"label":"B","condition":{"type":"No","value":"true"}}]
            """;

        var flow = await RunAsync(Sequence(Activity("s", type, cases)));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Flowchart_WhatAnUnknownActivityLeadsTo_HasNothingLeadingToIt()
    {
        var root = Flowchart(
            [Line("z", "z"), Activity("u", "No.Such"), Line("a", "a")], ("a", "Done", "u"), ("u", "Done", "z"));

        var flow = await RunAsync(root, options => options.RefuseUnknownActivities = false);

        Assert.Equal(["z"], flow.Lines);
    }

    [Theory]
    [InlineData("JavaScript", "['A','B']", "[\"A\",\"B\"]")]
    [InlineData("Literal", "A", "[\"A\"]")]
    [InlineData("JavaScript", "5", "[\"Done\"]")]
    [InlineData("Object", "[1]", "[\"[1]\"]")]
    public async Task Complete_Outcomes_AreReadAsElsaReadsThem(string type, string value, string outcomes)
    {
        var flow = await RunAsync(Sequence(Activity("c", "Elsa.Complete", Input("outcomes", type, value))));

        var journal = await flow.Host.ReadAsync(store => store.ReadJournalAsync(flow.Last!.InstanceId, 0, 100));
        var entry = journal.Single(item => item.ActivityId == "Workflow1" && item.EventName == "Completed");
        Assert.Contains(outcomes, entry.Payload!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_InnerSequence_EndsTheWorkflow()
    {
        var flow = await RunAsync(Sequence(
            Line("a", "a"), Activity("c", "Elsa.Complete"), Line("z", "z")));

        Assert.Equal(["a"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    private static string Flowchart(
        string[] activities, params (string From, string Port, string To)[] connections) =>
        Activity(
            "chart",
            "Elsa.Flowchart",
            $"\"activities\":[{string.Join(',', activities)}]",
            $"\"connections\":[{string.Join(',', connections.Select(Connection))}]");

    private static string Connection((string From, string Port, string To) item) =>
        $$"""
        {"source":{"activity":"{{item.From}}","port":"{{item.Port}}"},
        "target":{"activity":"{{item.To}}","port":"In"} }
        """;
}
