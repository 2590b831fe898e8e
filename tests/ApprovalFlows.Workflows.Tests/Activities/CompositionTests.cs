using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class CompositionTests
{
    private static readonly string Child = Sequence(
        Activity("e", "Elsa.Event", Literal("eventName", "Go")),
        Activity("o", "Elsa.SetOutput", Literal("outputName", "R"), Literal("outputValue", "done")));

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task Child_FinishesLater_ParentGoesOnWithItsOutput(string type)
    {
        var flow = new Flow();
        await flow.ImportAsync(Child, definitionId: "child");
        await flow.ImportAsync(Sequence(
            Calling(type, "child"),
            Activity("w", "Elsa.WriteLine", Script("text", "getLastResult().R"))));
        var parent = await flow.StartAsync();

        await flow.ResumeAsync("e");

        Assert.Equal(["done"], flow.Lines);
        var stored = await flow.Host.ReadAsync(store => store.FindInstanceAsync(parent.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, stored!.SubStatus);
    }

    [Fact]
    public async Task Cancel_Parent_CancelsItsChildren()
    {
        var flow = new Flow();
        await flow.ImportAsync(Child, definitionId: "child");
        await flow.ImportAsync(Calling("Elsa.ExecuteWorkflow", "child"));
        var parent = await flow.StartAsync();

        await flow.Host.RunAsync(async provider =>
        {
            await provider.GetRequiredService<WorkflowRuntime>().CancelAsync(parent.InstanceId);
            return true;
        });

        var all = await flow.Host.ReadAsync(store => store.ListInstancesAsync(new InstanceFilter()));
        Assert.Equal(2, all.Count);
        Assert.All(all, instance => Assert.Equal(WorkflowSubStatus.Cancelled, instance.SubStatus));
    }

    [Fact]
    public async Task DispatchWorkflow_IntoAChannel_Faults()
    {
        var flow = new Flow();
        await flow.ImportAsync(Child, definitionId: "child");
        await flow.ImportAsync(Activity(
            "x", "Elsa.DispatchWorkflow", Literal("workflowDefinitionId", "child"), Literal("channelName", "fast")));

        await flow.StartAsync();

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task ExecuteWorkflow_InputFromAVariable_LeavesTheParentsIdInIt()
    {
        var flow = new Flow();
        await flow.ImportAsync(Line("a", "a"), definitionId: "child");
        await flow.ImportAsync(
            Activity(
                "x", "Elsa.ExecuteWorkflow", Literal("workflowDefinitionId", "child"),
                """
                "input":{"typeName":"ObjectDictionary","expression":{"type":"Variable","value":{"id":"v","name":"V"}}}
                """),
            """[{"id":"v","name":"V","typeName":"ObjectMap","value":"{\"a\":1}"}]""");

        await flow.StartAsync();

        var variable = Assert.IsAssignableFrom<IDictionary<string, object>>(
            flow.Host.Variables[flow.Last!.InstanceId]["V"]);
        Assert.Equal(flow.Last.InstanceId, variable["ParentInstanceId"]);
    }

    [Fact]
    public async Task BulkDispatch_CorrelationFunction_SeesTheItemUnderItsKey()
    {
        var flow = new Flow();
        await flow.ImportAsync(Line("a", "a"), definitionId: "child");
        await flow.ImportAsync(Activity(
            "x", "Elsa.BulkDispatchWorkflows", Literal("workflowDefinitionId", "child"), Script("items", "[1,2]"),
            Literal("defaultItemInputKey", "Thing"), Literal("waitForCompletion", "false"),
            Script("correlationIdFunction", "'n' + getThing() + args.thing")));

        await flow.StartAsync();

        var all = await flow.Host.ReadAsync(store => store.ListInstancesAsync(
            new InstanceFilter { DefinitionId = "child" }));
        Assert.Equal(["n11", "n22"], all.Select(instance => instance.CorrelationId).Order());
    }

    [Fact]
    public async Task ExecuteWorkflow_CallingItself_EndsAtTheLimit()
    {
        var flow = new Flow(options => options.MaxNestingDepth = 8);
        await flow.ImportAsync(Calling("Elsa.ExecuteWorkflow", DefinitionId));

        await flow.StartAsync();

        var all = await flow.Host.ReadAsync(store => store.ListInstancesAsync(new InstanceFilter()));
        Assert.Equal(9, all.Count);
        Assert.Single(all, instance => instance.SubStatus == WorkflowSubStatus.Faulted);
    }

    private static string Calling(string type, string definitionId) => Activity(
        "x", type, Literal("workflowDefinitionId", definitionId), Literal("waitForCompletion", "true"));
}
