using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>Activities written as authors write them for Elsa 3, at work.</summary>
public sealed class AuthoringTests
{
    private const string CanStart = "\"customProperties\":{\"canStartWorkflow\":true}";

    [Fact]
    public async Task CodeActivity_WithResult_IsReadByTheNext()
    {
        var flow = await RunAsync(Sequence(
            Activity("a", "Samples.AddNumbers", Script("second", "20 + 1")),
            Line2("w", "String(getOutputFrom('a', 'Result'))")));

        Assert.Equal(["21"], flow.Lines);
    }

    [Fact]
    public async Task CodeActivityWithResult_SetResult_IsTheLastResult()
    {
        var flow = await RunAsync(Sequence(
            Activity("d", "Samples.Describe", Literal("text", "made")), Line2("w", "getLastResult()")));

        Assert.Equal(["made by ManualClock"], flow.Lines);
    }

    [Fact]
    public void Constructor_WithSourceAndLine_KeepsThem()
    {
        var activity = new AddNumbers();

        Assert.Matches(@"^AuthoringTests\.cs:\d+$", (string)activity.CustomProperties["source"]);
        Assert.Equal("Samples.AddNumbers", activity.Type);
    }

    [Fact]
    public async Task Outcomes_OfAFlowNode_ChooseTheConnection()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            $$$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[
              {{{Activity("c", "Samples.ChooseBySize", Script("size", "variables.Size"))}}},
              {{{Line("s", "small")}}},{{{Line("l", "large")}}}],
             "connections":[
              {"source":{"activity":"c","port":"Small"},"target":{"activity":"s"}},
              {"source":{"activity":"c","port":"Large"},"target":{"activity":"l"}}]}
            """,
            """[{"id":"v","name":"Size","typeName":"Int32","value":"12"}]""");

        await flow.StartAsync();

        Assert.Equal(["large"], flow.Lines);
        Assert.Contains("c.Measured", await flow.JournalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockingActivity_Resumed_ReadsTheInputAndItsProperties()
    {
        var flow = await RunAsync(Sequence(
            Activity("q", "Samples.AskQuestion", Literal("question", "sure?")), Line2("w", "getLastResult()")));

        await flow.ResumeAsync("q", new { answer = "yes" });

        Assert.Equal(["yes (2)"], flow.Lines);
    }

    [Fact]
    public async Task CreateBookmark_EachOverload_MakesWhatElsaMakes()
    {
        var flow = await RunAsync(Activity("b", "Samples.WaitManyWays"));

        var made = await flow.BookmarksAsync();

        Assert.Equal(8, made.Count);
        Assert.Equal(2, made.Count(item => item.Name == "Many"));
        Assert.Equal(8, made.Select(item => item.Hash).Distinct().Count());
        Assert.Equal(
            StimulusHash.Compute("Named", new QuestionAsked("f")),
            made.Single(item => item.Name == "Named").Hash);
    }

    [Fact]
    public async Task ScheduleWorkOptions_ForEachRound_GivesVariablesAndTag()
    {
        var flow = await RunAsync(Activity(
            "r",
            "Samples.Repeat",
            Literal("times", "3"),
            "\"body\":" + Line2("w", "'round ' + variables.Round"),
            "\"finally\":" + Line("e", "end")));

        Assert.Equal(["round 1", "round 2", "round 3", "end"], flow.Lines);
    }

    [Fact]
    public async Task BreakBehavior_OnBreak_EndsTheLoop()
    {
        var flow = await RunAsync(Activity(
            "r",
            "Samples.Repeat",
            "\"body\":" + Sequence(Line("w", "once"), Activity("b", "Elsa.Break")),
            "\"finally\":" + Line("e", "end")));

        Assert.Equal(["once", "end"], flow.Lines);
    }

    [Fact]
    public async Task Signals_SentUpwards_ReachHandlersAndBehaviours()
    {
        var flow = await RunAsync(Sequence(
            Activity("l", "Samples.Listening", "\"body\":" + Activity("g", "Samples.Greet")),
            Line2("w", "getOutputFrom('l', 'Result')")));

        Assert.Equal(["hello, True, True"], flow.Lines);
    }

    [Theory]
    [InlineData(true, WorkflowSubStatus.Finished)]
    [InlineData(false, WorkflowSubStatus.Faulted)]
    public async Task CanExecute_SaysNo_IsRespected(bool allowed, WorkflowSubStatus status)
    {
        var flow = new Flow();
        await flow.ImportAsync(Activity("o", "Samples.OnlyWhenAllowed"));

        var result = await flow.StartAsync(new { allowed });

        Assert.Equal(status, result.SubStatus);
    }

    [Fact]
    public async Task Trigger_OfOneStimulus_StartsAndResumes()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("t", "Samples.DocumentArrived", CanStart, Literal("kind", "permit")),
            Line2("w", "getLastResult()"),
            Activity("u", "Samples.DocumentArrived", Literal("kind", "permit")),
            Line2("x", "getLastResult()")));

        await SendAsync(flow, "Samples.DocumentArrived", new DocumentStimulus("permit"), "first");
        await SendAsync(flow, "Samples.DocumentArrived", new DocumentStimulus("other"), "no");
        await SendAsync(flow, "Samples.DocumentArrived", new DocumentStimulus("permit"), "second");

        Assert.Contains("first", flow.Lines);
        Assert.Equal(2, flow.Lines.Count(line => line == "second"));
        Assert.DoesNotContain("no", flow.Lines);
    }

    [Fact]
    public async Task Trigger_WithSeveralPayloads_StartsOnEach()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(Activity("t", "Samples.AnyColour", CanStart), Line("w", "seen")));

        await SendAsync(flow, "Colour", new DocumentStimulus("red"), "");
        await SendAsync(flow, "Colour", new DocumentStimulus("green"), "");

        Assert.Equal(["seen", "seen"], flow.Lines);
    }

    [Fact]
    public async Task EventBase_AsTriggerAndAsWait_GetsThePayload()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("t", "Samples.OrderPaid", CanStart, Literal("order", "7")),
            Line2("w", "'paid ' + getLastResult()"),
            Activity("u", "Samples.OrderPaid", Literal("order", "8")),
            Line2("x", "'also ' + getLastResult()")));

        await PublishAsync(flow, "paid-7", 12.5m);
        await PublishAsync(flow, "paid-8", 3m);

        Assert.Equal(["paid 12.5", "also 3"], flow.Lines);
    }

    [Fact]
    public async Task TimerBase_AsTriggerAndAsWait_FollowsTheClock()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("t", "Samples.EveryQuarterHour", CanStart), Line2("w", "getCorrelationId()")));
        await flow.ImportAsync(
            Sequence(Activity("t", "Samples.EveryQuarterHour"), Line("w", "waited")), definitionId: "other");
        await flow.StartAsync(definitionId: "other");

        await flow.Host.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Equal(["elapsed", "waited"], flow.Lines.Order());
    }

    [Fact]
    public async Task Composite_CompletedFromWithin_EndsWithItsOutcomes()
    {
        var flow = new Flow();
        await flow.ImportAsync(Activity("g", "Samples.GreetSomebody"));

        var result = await flow.StartAsync(new { name = "Ada" });

        Assert.Equal(["hello Ada"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, result.SubStatus);
    }

    [Fact]
    public async Task CompositeWithResult_OfEachKind_YieldsIt()
    {
        var flow = await RunAsync(Sequence(
            Activity("c", "Samples.CountLetters", Literal("text", "four")),
            Line2("w", "String(getOutputFrom('c', 'Result'))"),
            Activity("a", "Samples.Anything"),
            Line2("x", "getOutputFrom('a', 'Result')")));

        Assert.Equal(["4", "anything"], flow.Lines);
    }

    [Fact]
    public async Task CodeWorkflow_PublishedAtStart_RunsWaitsAndEnds()
    {
        var flow = new Flow(options => options.AddWorkflow<SampleCodeWorkflow>());
        await LoadCodeAsync(flow);

        await flow.StartAsync(new { start = 37 }, nameof(SampleCodeWorkflow));
        var result = await flow.ResumeAsync("AskQuestion1", new { answer = "yes" });

        Assert.Equal(["42 yes (2)"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, result.SubStatus);
        Assert.Equal(84, result.Output["Result"]);
    }

    [Fact]
    public async Task CodeWorkflow_LoadedTwice_MakesOneVersionAndReadableJson()
    {
        var flow = new Flow(options => options.AddWorkflow<SampleCodeWorkflow>());

        var first = Assert.Single(await LoadCodeAsync(flow));
        var second = await LoadCodeAsync(flow);

        Assert.True(first.Succeeded);
        Assert.Empty(second);
        var json = JsonRead.Parse(first.Definition.Json);
        Assert.Equal("Sample in code", json.Text("name"));
        Assert.Equal("SingletonStrategy", json.Object("options")!.Text("activationStrategyType"));
        Assert.Equal(
            ["Samples.AddNumbers", "Samples.AskQuestion", "Elsa.WriteLine", "Elsa.Inline"],
            json.Object("root")!.Objects("activities").Select(activity => activity.Text("type")));
    }

    private static Task<IReadOnlyList<PublishResult>> LoadCodeAsync(Flow flow) => flow.Host.RunAsync(
        provider => provider.GetRequiredService<DefinitionLibrary>().LoadCodeAsync());

    private static Task<StimulusResult> SendAsync(Flow flow, string name, object payload, string title) =>
        flow.Host.RunAsync(provider => provider.GetRequiredService<StimulusSender>().SendAsync(
            new Stimulus(name, payload) { Input = new Dictionary<string, object?> { ["title"] = title } }));

    private static Task<StimulusResult> PublishAsync(Flow flow, string name, object payload) =>
        flow.Host.RunAsync(provider =>
            provider.GetRequiredService<StimulusSender>().PublishEventAsync(name, payload));

    private static string Line2(string id, string script) =>
        Activity(id, "Elsa.WriteLine", Script("text", script));
}
