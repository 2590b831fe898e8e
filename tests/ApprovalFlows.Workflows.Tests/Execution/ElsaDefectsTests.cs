using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Tests.Execution;

public sealed class ElsaDefectsTests
{
    private const string Continue = "\"options\":{\"incidentStrategyType\":\"ContinueWithIncidentsStrategy\"},";
    private const string TokenMode = "\"customProperties\":{\"Flowchart:ExecutionMode\":\"TokenBased\"},";

    public static TheoryData<ElsaDefects> Rows() =>
        [.. Enum.GetValues<ElsaDefects>().Where(defect => defect != ElsaDefects.None)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_EveryDefect_IsInTheDocument(ElsaDefects defect)
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "elsa-differences.md"));

        Assert.Contains($"| `{ConformanceReplay.RowOf(defect)}` |", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BranchFaultsUnderContinue_EndsFaultedOnceTheOthersAreDone()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Parallel(
                Flow.Activity("bad", "Elsa.Fault"),
                Flow.Activity("wait", "Elsa.Event", Flow.Literal("eventName", "go"))),
            more: Continue);
        await flow.StartAsync();
        var whileWaiting = flow.Last!.SubStatus;

        await flow.ResumeAsync("wait");

        Assert.Equal(WorkflowSubStatus.Suspended, whileWaiting);
        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Run_ActivityNeitherEndsNorWaits_FaultsAndNamesIt()
    {
        var flow = await Flow.RunAsync(Flow.Sequence(Flow.Activity("idle", "Tests.NeverEnds")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
        Assert.Equal("idle", Assert.Single(flow.Last.Incidents).ActivityId);
    }

    [Fact]
    public async Task Run_FaultWithWorkInTheQueue_StopsAndKeepsTheQueue()
    {
        var flow = await Flow.RunAsync(Parallel(Flow.Activity("bad", "Elsa.Fault"), Flow.Line("late", "late")));

        var state = (await flow.Host.ReadAsync(store => store.FindInstanceAsync(flow.Last!.InstanceId)))!.State;
        Assert.Empty(flow.Lines);
        Assert.Contains("\"scheduled\":[{\"nodeId\":\"Workflow1:par:late\"", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ForkWaitAny_WithdrawsTheBranchesStillQueued()
    {
        var flow = await Flow.RunAsync(Flow.Sequence(
            Flow.Activity(
                "fork", "Elsa.Fork", "\"joinMode\":\"WaitAny\"",
                $"\"branches\":[{Flow.Line("a", "a")},{Flow.Line("b", "b")}]"),
            Flow.Line("z", "z")));

        Assert.Equal(["a", "z"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Run_CompleteInsideSequences_RunsNothingAfterIt()
    {
        var flow = await Flow.RunAsync(Flow.Sequence(
            $$"""{"id":"inner","type":"Elsa.Sequence","activities":[{{Flow.Activity("done", "Elsa.Complete")}}]}""",
            Flow.Line("late", "late")));

        Assert.Empty(flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData("WaitAllActive", "a join")]
    [InlineData("WaitAll", "a")]
    [InlineData("WaitAny", "a join")]
    public async Task Token_JoinBehindADeadBranch_Ends(string mode, string lines)
    {
        var flow = await RunTokenAsync(
            $$"""
            [{{Flow.Line("a", "a")}}, {{Flow.Activity("d", "Elsa.FlowDecision", Flow.Script("condition", "false"))}},
             {{Flow.Activity("j", "Elsa.FlowJoin", Flow.Literal("mode", mode))}}, {{Flow.Line("z", "join")}}]
            """,
            "a>j", "a>d", "d.True>j", "j>z");

        Assert.Equal(lines, string.Join(' ', flow.Lines));
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData("Cascade")]
    [InlineData("Race")]
    public async Task Token_LateBranchAfterCascade_Ends(string mode)
    {
        var merging = Flow.Activity(
            "j", "Elsa.WriteLine", Flow.Literal("text", "j"), $"\"customProperties\":{{\"mergeMode\":\"{mode}\"}}");
        var flow = await RunTokenAsync(
            $$"""
            [{{Flow.Line("a", "a")}}, {{Flow.Line("b", "b")}}, {{Flow.Line("c", "c")}}, {{Flow.Line("d", "d")}},
             {{merging}}]
            """,
            "a>b", "a>c", "c>d", "b>j", "d>j");

        Assert.Single(flow.Lines, "j");
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Run_ActivityOfKindJob_EndsInTheSameBurst()
    {
        var flow = await Flow.RunAsync(Flow.Sequence(Flow.Activity("job", "Tests.QuickJob"), Flow.Line("z", "z")));

        Assert.Equal(["z"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Set_TextThatIsNoNumber_FaultsInsteadOfBecomingZero()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Flow.Activity(
                "set", "Elsa.SetVariable",
                "\"variable\":{\"id\":\"n\",\"name\":\"N\",\"typeName\":\"Int32\"}", Flow.Literal("value", "abc")),
            variables: "[{\"id\":\"n\",\"name\":\"N\",\"typeName\":\"Int32\",\"value\":\"7\"}]");

        await flow.StartAsync();

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    private static string Parallel(params string[] activities) =>
        $$"""{"id":"par","type":"Elsa.Parallel","activities":[{{string.Join(',', activities)}}]}""";

    private static async Task<Flow> RunTokenAsync(string activities, params string[] connections)
    {
        var flow = new Flow();
        var edges = connections.Select(edge => edge.Split('>', '.')).Select(parts => $$$"""
            {"source":{"activity":"{{{parts[0]}}}","port":"{{{(parts.Length == 3 ? parts[1] : "Done")}}}"},
             "target":{"activity":"{{{parts[^1]}}}","port":"In"}}
            """);
        await flow.ImportAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":{{activities}},"connections":[{{string.Join(',', edges)}}]}
            """,
            more: TokenMode);
        await flow.StartAsync();
        return flow;
    }
}

[Attributes.Activity("Tests", "Tests")]
public sealed class NeverEnds : Activity;

[Attributes.Activity("Tests", "Tests", Kind = ActivityKind.Job)]
public sealed class QuickJob : CodeActivity;
