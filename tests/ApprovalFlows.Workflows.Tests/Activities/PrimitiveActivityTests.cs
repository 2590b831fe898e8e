using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class PrimitiveActivityTests
{
    private const string Number = """
        [{"id":"v1","name":"N","typeName":"Int32","isArray":false,"value":"3",
          "storageDriverTypeName":"WorkflowInstanceStorageDriver"}]
        """;

    [Fact]
    public async Task If_ConditionFalse_RunsElse()
    {
        var flow = await RunAsync(Activity(
            "i",
            "Elsa.If",
            Script("condition", "1 > 2"),
            "\"then\":" + Line("t", "then"),
            "\"else\":" + Line("e", "else")));

        Assert.Equal(["else"], flow.Lines);
    }

    [Fact]
    public async Task Switch_MatchAny_RunsEveryMatch()
    {
        var flow = await RunAsync(Activity("s", "Elsa.Switch", Literal("mode", "MatchAny"), $$"""
            "cases":[
            {"label":"A","condition":{"type":"JavaScript","value":"true"},"activity":{{Line("a", "a")}}},
            {"label":"B","condition":{"type":"JavaScript","value":"false"},"activity":{{Line("b", "b")}}},
            {"label":"C","condition":{"type":"JavaScript","value":"true"},"activity":{{Line("c", "c")}}}]
            """));

        Assert.Equal(["a", "c"], flow.Lines);
    }

    [Fact]
    public async Task SetVariable_TextForNumber_ConvertsToTheType()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Activity("s", "Elsa.SetVariable", """
                    "variable":{"id":"v1","name":"N","typeName":"Int32"}
                    """, Literal("value", "41")),
                Activity("w", "Elsa.WriteLine", Script("text", "String(getN() + 1)"))),
            Number);

        await flow.StartAsync();

        Assert.Equal(["42"], flow.Lines);
    }

    [Fact]
    public async Task SetVariable_BadTextInStrictMode_Faults()
    {
        var flow = new Flow(options => options.StrictConversion = true);
        await flow.ImportAsync(
            Activity("s", "Elsa.SetVariable", """
                "variable":{"id":"v1","name":"N","typeName":"Int32"}
                """, Literal("value", "many")),
            Number);

        var result = await flow.StartAsync();

        Assert.Equal(WorkflowSubStatus.Faulted, result.SubStatus);
        Assert.Equal("s", Assert.Single(result.Incidents).ActivityId);
    }

    [Fact]
    public async Task SetOutput_Value_BecomesOutputOfTheInstance()
    {
        var flow = await RunAsync(Activity(
            "o", "Elsa.SetOutput", Literal("outputName", "Answer"), Literal("outputValue", "yes")));

        Assert.Equal("yes", flow.Last!.Output["Answer"]);
    }

    [Fact]
    public async Task Correlate_Id_IsStoredWithTheInstance()
    {
        var flow = await RunAsync(Sequence(
            Activity("c", "Elsa.Correlate", Literal("correlationId", "case-7")),
            Activity("n", "Elsa.SetName", Literal("value", "Seven"))));

        var instance = await flow.Host.ReadAsync(store => store.FindInstanceAsync(flow.Last!.InstanceId));
        Assert.Equal("case-7", instance!.CorrelationId);
        Assert.Equal("Seven", instance.Name);
    }

    [Fact]
    public async Task Fault_WithMessage_IsAnIncidentAndEndsTheInstance()
    {
        var flow = await RunAsync(Sequence(
            Activity("f", "Elsa.Fault", Literal("message", "broken")), Line("z", "never")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
        Assert.Equal("broken", Assert.Single(flow.Last.Incidents).Message);
        Assert.Empty(flow.Lines);
    }

    [Fact]
    public async Task Finish_InTheMiddle_EndsEverything()
    {
        var flow = await RunAsync(Sequence(Line("a", "a"), Activity("f", "Elsa.Finish"), Line("z", "z")));

        Assert.Equal(["a"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task RunJavaScript_Script_YieldsItsResult()
    {
        var flow = await RunAsync(Sequence(
            Activity("r", "Elsa.RunJavaScript", Literal("script", "return 6 * 7;")),
            Activity("w", "Elsa.WriteLine", Script("text", "String(getOutputFrom('r'))"))));

        Assert.Equal(["42"], flow.Lines);
    }

    [Fact]
    public async Task Event_Published_GoesOnWithThePayload()
    {
        var flow = await RunAsync(Sequence(
            Activity("e", "Elsa.Event", Literal("eventName", "Paid")),
            Activity("w", "Elsa.WriteLine", Script("text", "getLastResult().amount + ' CNY'"))));
        var waiting = Assert.Single(await flow.BookmarksAsync());

        await flow.ResumeAsync("e", new { EventInput = new { amount = 20 } });

        Assert.Equal("Elsa.Event", waiting.Name);
        Assert.Equal(["20 CNY"], flow.Lines);
        Assert.Empty(await flow.BookmarksAsync());
    }
}
