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
