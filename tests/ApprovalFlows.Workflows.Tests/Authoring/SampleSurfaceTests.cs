using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Http;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>The helpers that contexts offer to authors.</summary>
public sealed class SampleSurfaceTests
{
    [Fact]
    public async Task Helpers_OfTheContexts_SeeTheRun()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("before", "Samples.AddNumbers", Literal("first", "1")),
            Activity("look", "Samples.LookAround"),
            Activity("w", "Elsa.WriteLine", Script("text", "getOutputFrom('look', 'Result')"))));

        var result = await flow.StartAsync(new { given = 7 });

        Assert.Equal(
            [
                "1+2 literal look 3 Made 5 7 3 3 True True Samples.AddNumbers 3 True 2 Text 1 1 "
                    + "Samples.AddNumbers look 3 False literal False",
            ],
            flow.Lines);
        Assert.Contains("Workflow1.Looked", await flow.JournalAsync(), StringComparison.Ordinal);
        Assert.Empty(result.Incidents);
    }

    [Fact]
    public async Task DeferTask_InABurst_RunsBeforeItsCommit()
    {
        List<string> notes = [];
        var host = new TrialHost(
            services => services.AddSingleton(notes).BuildServiceProvider(),
            options => options.AddActivitiesFrom<Flow>());
        await host.RunAsync(provider => provider.GetRequiredService<Workflows.Definitions.DefinitionLibrary>()
            .ImportAsync(
                $$"""{"definitionId":"f","root":{{Activity("d", "Samples.Defer")}}}""", publish: true));

        await host.RunAsync(async provider =>
        {
            var result = await provider.GetRequiredService<WorkflowRuntime>()
                .StartAsync(new StartRequest { DefinitionId = "f" });
            notes.Add("before the commit");
            return result;
        });

        Assert.Equal(["executed", "deferred", "before the commit"], notes);
    }

    [Fact]
    public async Task IInitializable_InAGraph_IsPreparedOnce()
    {
        var flow = await RunAsync(Sequence(
            Activity("p", "Samples.Prepared"), Activity("w", "Elsa.WriteLine", Script("text", "getLastResult()"))));

        Assert.Equal(["ManualClock"], flow.Lines);
    }

    [Fact]
    public async Task HttpEndpointBase_AsTrigger_GetsTheRequest()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("h", "Samples.OrdersEndpoint", "\"customProperties\":{\"canStartWorkflow\":true}"),
            Activity("w", "Elsa.WriteLine", Script("text", "getLastResult()"))));

        await AnswerAsync(flow, "POST", "orders/17");

        Assert.Equal(["POST 17"], flow.Lines);
    }

    [Fact]
    public async Task WaitForHttpRequest_Requested_GoesOn()
    {
        var flow = await RunAsync(Sequence(Activity("c", "Samples.WaitForCallback"), Line("w", "called")));

        await AnswerAsync(flow, "GET", "callback");

        Assert.Equal(["called"], flow.Lines);
    }

    private static Task<HttpResponseData?> AnswerAsync(Flow flow, string method, string path) =>
        flow.Host.RunAsync(provider => provider.GetRequiredService<HttpWorkflows>().AnswerAsync(
            new HttpRequestData { Method = method, Path = path },
            new HttpSelectors(null, null),
            _ => Task.FromResult(true)));
}
