using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class LoopEndTests
{
    [Fact]
    public async Task ForEach_ItemsAreNull_Faults()
    {
        var flow = await RunAsync(Activity(
            "each", "Elsa.ForEach", Script("items", "null"), Body(Line("b", "b"))));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
        Assert.Equal("each", Assert.Single(flow.Last.Incidents).ActivityId);
    }

    [Fact]
    public async Task ForEach_ItemsAreText_RunsForEachLetter()
    {
        var flow = await RunAsync(Activity(
            "each", "Elsa.ForEach", Literal("items", "ab"),
            Body(Activity("b", "Elsa.WriteLine", Script("text", "getVariable('CurrentValue')")))));

        Assert.Equal(["a", "b"], flow.Lines);
    }

    [Fact]
    public async Task ParallelForEach_ItemsAreNumbersOfAVariable_RunsNothing()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Activity(
                    "each", "Elsa.ParallelForEach",
                    """
                    "items":{"typeName":"Object","expression":{"type":"Variable","value":{"id":"n","name":"N"}}}
                    """,
                    Body(Line("b", "b"))),
                Line("z", "z")),
            """[{"id":"n","name":"N","typeName":"Int32","isArray":true,"value":"[1,2]"}]""");

        await flow.StartAsync();

        Assert.Equal(["z"], flow.Lines);
    }

    [Fact]
    public async Task ParallelForEach_WithoutBody_Faults()
    {
        var flow = await RunAsync(Activity("each", "Elsa.ParallelForEach", Script("items", "[1]")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData("Elsa.For", "end", "3")]
    [InlineData("Elsa.While", "condition", "true")]
    [InlineData("Elsa.ForEach", "items", "[1,2,3]")]
    public async Task Loop_CompleteInItsBody_IsCancelledWithWhatItRuns(string type, string input, string value)
    {
        var flow = await RunAsync(Sequence(
            Activity("loop", type, Script(input, value), Body(Sequence2(
                Line("a", "a"), Activity("c", "Elsa.Complete"), Line("late", "late")))),
            Line("z", "z")));

        Assert.Equal(["a"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
        Assert.EndsWith(
            "c.Started c.Canceled inner.Canceled loop.Canceled seq.Canceled Workflow1.Completed",
            await flow.JournalAsync(), StringComparison.Ordinal);
    }

    private static string Body(string activity) => $"\"body\":{activity}";

    private static string Sequence2(params string[] activities) =>
        $$"""{"id":"inner","type":"Elsa.Sequence","activities":[{{string.Join(',', activities)}}]}""";
}
