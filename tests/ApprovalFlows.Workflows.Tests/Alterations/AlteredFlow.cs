using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Alterations;

/// <summary>A started flow with the variable Ok, and the ways to repair it.</summary>
internal sealed class AlteredFlow(Flow flow, string instanceId)
{
    public const string Variables = """
        [{"id":"v1","name":"Ok","typeName":"String","storageDriverTypeName":"WorkflowInstanceStorageDriver"},
         {"id":"v2","name":"Count","typeName":"Int32","value":"7",
          "storageDriverTypeName":"WorkflowInstanceStorageDriver"},
         {"id":"v3","name":"Fleeting","typeName":"String"}]
        """;

    public Flow Flow { get; } = flow;

    public static async Task<AlteredFlow> StartAsync(
        string root, IncidentStrategy strategy = IncidentStrategy.Fault, FlowchartMode mode = FlowchartMode.Counter)
    {
        var flow = new Flow(options =>
        {
            options.IncidentStrategy = strategy;
            options.FlowchartMode = mode;
        });
        await flow.ImportAsync(root, Variables);
        var started = await flow.StartAsync();
        return new AlteredFlow(flow, started.InstanceId);
    }

    /// <summary>Writes its id once Ok is "yes", and faults until then.</summary>
    public static string Fragile(string id) => Activity(
        id, "Elsa.WriteLine", Script("text", $"getVariable('Ok') == 'yes' ? '{id}' : missing()"));

    public static string Waits(string id) => Activity(id, "Elsa.Event", Literal("eventName", id));

    public async Task<AlterationOutcome> AlterAsync(params Alteration[] alterations) =>
        await Flow.Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().AlterAsync(Request(alterations)));

    public Task<AlterationCheck> CheckAsync(params Alteration[] alterations) => Flow.Host.RunAsync(provider =>
        provider.GetRequiredService<WorkflowRuntime>().CheckAsync(Request(alterations)));

    public async Task<AlterationOutcome> RetryAsync() =>
        await AlterAsync(new ModifyVariable("Ok", "yes"), new Retry());

    public async Task<string> RefusalAsync(params Alteration[] alterations)
    {
        var before = await InstanceAsync();
        var refused = await Assert.ThrowsAsync<AlterationRefusedException>(() => AlterAsync(alterations));
        Assert.Equal(before.Revision, (await InstanceAsync()).Revision);
        return string.Join(' ', refused.Problems.Select(problem => problem.Key));
    }

    public async Task<StoredInstance> InstanceAsync() =>
        (await Flow.Host.ReadAsync(store => store.FindInstanceAsync(instanceId)))!;

    public async Task<JsonObject> StateAsync() => JsonNode.Parse((await InstanceAsync()).State)!.AsObject();

    public async Task<int> OpenContextsAsync() => (await StateAsync())["contexts"]!.AsArray().Count;

    public AlterationRequest Request(params Alteration[] alterations) => new()
    {
        InstanceId = instanceId,
        Alterations = alterations,
        Actor = "administrator",
        Reason = "repair",
    };
}
