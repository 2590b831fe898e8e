using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class LoopActivityTests
{
    private static readonly string Current =
        "\"body\":" + Activity("b", "Elsa.WriteLine", Script("text", "String(getVariable('CurrentValue'))"));

    [Fact]
    public async Task For_NegativeStepExclusive_CountsDown()
    {
        var flow = await RunAsync(Activity(
            "l",
            "Elsa.For",
            Literal("start", "3"),
            Literal("end", "0"),
            Literal("step", "-1"),
            Literal("outerBoundInclusive", "false"),
            Current));

        Assert.Equal(["3", "2", "1"], flow.Lines);
    }

    [Fact]
    public async Task ForEach_BodyWaits_KeepsItsPlaceAcrossBursts()
    {
        var body = "\"body\":" + Sequence(
            Activity("e", "Elsa.Event", Literal("eventName", "Next")),
            Activity("w", "Elsa.WriteLine", Script("text", "getVariable('CurrentValue')")));
        var flow = await RunAsync(Activity("l", "Elsa.ForEach", Script("items", "['a','b']"), body));

        await flow.ResumeAsync("e");
        await flow.ResumeAsync("e");

        Assert.Equal(["a", "b"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task ParallelForEach_TwoItems_RunsBodiesSideBySide()
    {
        var flow = await RunAsync(Activity("l", "Elsa.ParallelForEach", Script("items", "['a','b']"), Current));

        Assert.Equal(["a", "b"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task While_Break_EndsTheLoop()
    {
        var flow = await RunAsync(Activity(
            "l",
            "Elsa.While",
            Script("condition", "true"),
            "\"body\":" + Sequence(Line("a", "once"), Activity("k", "Elsa.Break"), Line("z", "never"))));

        Assert.Equal(["once"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task While_NeverEnding_IsAnIncidentNotAHang()
    {
        var flow = await RunAsync(
            Activity("l", "Elsa.While", Script("condition", "true"), "\"body\":" + Line("a", "again")),
            options => options.MaxActivitiesPerBurst = 100);

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
        Assert.Contains("100 activities", Assert.Single(flow.Last.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_NoBodyAndTrueCondition_IsAnIncidentNotAnOverflow()
    {
        var flow = await RunAsync(Activity("l", "Elsa.While", Script("condition", "true")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
        Assert.Single(flow.Last.Incidents);
    }

    [Fact]
    public async Task Fork_WaitAny_CompletesWithTheFirstBranch()
    {
        var flow = await RunAsync(Activity(
            "f",
            "Elsa.Fork",
            "\"joinMode\":\"WaitAny\"",
            $"\"branches\":[{Line("a", "a")},{Activity("e", "Elsa.Event", Literal("eventName", "E"))}]"));

        Assert.Equal(["a"], flow.Lines);
        Assert.Contains("f.Completed", await flow.JournalAsync(), StringComparison.Ordinal);
    }
}
