using ApprovalFlows.Workflows.Execution;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class FlowchartRoundTests
{
    private const string Rounds = "[{\"id\":\"n\",\"name\":\"N\",\"typeName\":\"Int32\",\"value\":\"0\"}]";

    private static readonly string Count = Activity(
        "n", "Elsa.RunJavaScript", Literal("script", "setVariable('N', getVariable('N') + 1)"));

    private static readonly string Again =
        Activity("again", "Elsa.FlowDecision", Script("condition", "getVariable('N') < 2"));

    [Fact]
    public async Task Counter_JoinWaitAny_ForgetsWhichBranchCameInTheRoundBefore()
    {
        var flow = new Flow(options => options.FlowchartMode = FlowchartMode.Counter);
        await flow.ImportAsync(
            Chart(
                [
                    Count,
                    Activity("no", "Elsa.FlowDecision", Script("condition", "false")),
                    Line("yes", "yes"),
                    Activity("j", "Elsa.FlowJoin", Literal("mode", "WaitAny")),
                    Line("z", "join"),
                    Again,
                ],
                "n>no", "n>yes", "no.True>j", "yes>j", "j>z", "z>again", "again.True>n"),
            Rounds);

        await flow.StartAsync();

        Assert.Equal(["yes", "join", "yes", "join"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Token_CascadeReachedByTwoPortsOfOneNode_RunsInEachRound()
    {
        var flow = new Flow(options => options.FlowchartMode = FlowchartMode.Token);
        await flow.ImportAsync(
            Chart(
                [
                    Count,
                    Activity("d", "Elsa.FlowDecision", Script("condition", "getVariable('N') == 1")),
                    Activity(
                        "j", "Elsa.WriteLine", Literal("text", "j"),
                        "\"customProperties\":{\"mergeMode\":\"Cascade\"}"),
                    Again,
                ],
                "n>d", "d.True>j", "d.False>j", "j>again", "again.True>n"),
            Rounds);

        await flow.StartAsync();

        Assert.Equal(["j", "j"], flow.Lines);
    }

    [Theory]
    [InlineData(ElsaDefects.None, WorkflowSubStatus.Finished)]
    [InlineData(ElsaDefects.NestedCancelFault, WorkflowSubStatus.Faulted)]
    public async Task Counter_EndWhileANodeWaitsInside_EndsOrFaultsAsElsaDoes(
        ElsaDefects defects, WorkflowSubStatus expected)
    {
        var flow = new Flow(options => options.Defects = defects);
        await flow.ImportAsync(Chart(
            [
                Line("a", "a"),
                $$"""{"id":"inner","type":"Elsa.Sequence","activities":[{{Waiting("e", "inner")}}]}""",
                Waiting("go", "go"),
                Activity("end", "Elsa.End"),
            ],
            "a>inner", "a>go", "go>end"));
        await flow.StartAsync();

        await flow.ResumeAsync("go");

        Assert.Equal(expected, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData(ElsaDefects.None, WorkflowSubStatus.Finished)]
    [InlineData(ElsaDefects.ForgottenTrigger, WorkflowSubStatus.Faulted)]
    public async Task Counter_WaitAfterTheSecondTrigger_GoesOnOrFaultsAsElsaDoes(
        ElsaDefects defects, WorkflowSubStatus expected)
    {
        const string starts = "\"customProperties\":{\"canStartWorkflow\":true}";
        var flow = new Flow(options => options.Defects = defects);
        await flow.ImportAsync(Chart(
            [
                Activity("one", "Elsa.Event", Literal("eventName", "one"), starts),
                Activity("two", "Elsa.Event", Literal("eventName", "two"), starts),
                Waiting("wait", "wait"),
                Line("z", "z"),
            ],
            "two>wait", "wait>z"));
        await flow.StartAsync(new StartRequest { DefinitionId = DefinitionId, TriggerActivityId = "two" });

        await flow.ResumeAsync("wait");

        Assert.Equal(expected, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task FlowJoin_OutsideOfAFlowchart_Faults()
    {
        var flow = await RunAsync(Sequence(Activity("j", "Elsa.FlowJoin")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    private static string Waiting(string id, string eventName) =>
        Activity(id, "Elsa.Event", Literal("eventName", eventName));

    private static string Chart(string[] activities, params string[] connections) => Activity(
        "chart",
        "Elsa.Flowchart",
        $"\"activities\":[{string.Join(',', activities)}]",
        $"\"connections\":[{string.Join(',', connections.Select(Edge))}]");

    private static string Edge(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split('.');
        return $$$"""
            {"source":{"activity":"{{{source[0]}}}","port":"{{{source.ElementAtOrDefault(1) ?? "Done"}}}"},
             "target":{"activity":"{{{ends[1]}}}","port":"In"}}
            """;
    }
}
