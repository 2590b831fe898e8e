using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Execution;

public sealed class StimulusSenderTests
{
    private static readonly string OnGo = Activity(
        "start", "Elsa.Event", Literal("eventName", "go"), "\"customProperties\":{\"canStartWorkflow\":true}");

    [Fact]
    public async Task PublishEvent_StartsAnInstance_OnlyOnce()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(OnGo, Line("a", "started")), definitionId: "triggered");
        await flow.ImportAsync(Activity("p", "Elsa.PublishEvent", Literal("eventName", "go")));

        await flow.StartAsync();
        await flow.ImportAsync(Line("x", "x"), definitionId: "other");

        Assert.Equal(["started"], flow.Lines);
    }

    [Fact]
    public async Task Publish_WhatIsStartedWaitsForTheSame_GoesOnAtOnce()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            OnGo, Activity("wait", "Elsa.Event", Literal("eventName", "go")), Line("z", "z")));

        await flow.Host.RunAsync(provider =>
            provider.GetRequiredService<StimulusSender>().PublishEventAsync("go"));

        var all = await flow.Host.ReadAsync(store => store.ListInstancesAsync(new InstanceFilter()));
        var instance = Assert.Single(all);
        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
        Assert.Equal(["z"], flow.Lines);
    }

    [Theory]
    [InlineData("Elsa.PublishEvent")]
    [InlineData("Elsa.RunTask")]
    public async Task Run_NameMissing_Faults(string type)
    {
        var flow = await RunAsync(Activity("p", type));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task RunTask_ResumedWithoutResult_Faults()
    {
        var flow = await RunAsync(Activity("t", "Elsa.RunTask", Literal("taskName", "t")));

        await flow.ResumeAsync("t");

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData(ElsaDefects.None, WorkflowSubStatus.Finished)]
    [InlineData(ElsaDefects.EndlessSuspension, WorkflowSubStatus.Suspended)]
    public async Task Cancel_ChildTheParentWaitsFor_LetsTheParentGoOn(
        ElsaDefects defects, WorkflowSubStatus expected)
    {
        var flow = new Flow(options => options.Defects = defects);
        await flow.ImportAsync(Activity("e", "Elsa.Event", Literal("eventName", "go")), definitionId: "child");
        await flow.ImportAsync(Activity(
            "x", "Elsa.DispatchWorkflow",
            Literal("workflowDefinitionId", "child"), Literal("waitForCompletion", "true")));
        var parent = await flow.StartAsync();
        var child = (await flow.Host.ReadAsync(store => store.ListInstancesAsync(
            new InstanceFilter { ParentInstanceId = parent.InstanceId }))).Single();

        await flow.Host.RunAsync(async provider =>
        {
            await provider.GetRequiredService<WorkflowRuntime>().CancelAsync(child.Id);
            return true;
        });

        var stored = await flow.Host.ReadAsync(store => store.FindInstanceAsync(parent.InstanceId));
        Assert.Equal(expected, stored!.SubStatus);
    }
}
