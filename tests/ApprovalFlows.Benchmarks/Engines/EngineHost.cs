using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>The engine with a store under it and nothing else, ready to run every flow.</summary>
internal abstract class EngineHost : IAsyncDisposable
{
    private static readonly EventStimulus Go = new(EngineFlow.EventName);

    public async Task PublishAsync()
    {
        foreach (var flow in EngineFlow.All)
        {
            var result = await RunAsync<DefinitionLibrary, PublishResult>(
                library => library.ImportAsync(flow.Json, publish: true));
            if (!result.Succeeded)
            {
                throw new InvalidOperationException($"{flow.Name}: {result.Errors[0]}");
            }
        }
    }

    /// <summary>One instance from its start to its end; every burst is committed before the next.</summary>
    public async Task CompleteOneAsync(EngineFlow flow)
    {
        var result = await RunAsync<WorkflowRuntime, BurstResult>(
            runtime => runtime.StartAsync(new StartRequest { DefinitionId = flow.Name }));
        if (flow.Waits)
        {
            var instanceId = result.InstanceId;
            var answer = await RunAsync<StimulusSender, StimulusResult>(sender => sender.SendAsync(
                new Stimulus(Event.StimulusName, Go) { InstanceId = instanceId }));
            result = answer.Resumed.Single();
        }

        if (result.SubStatus != WorkflowSubStatus.Finished)
        {
            throw new InvalidOperationException($"{flow.Name} is {result.SubStatus}, not finished.");
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Does something in a unit of work of its own and commits it.</summary>
    protected abstract Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull;

    /// <summary>The lines that flows write go nowhere: what a console takes is not the engine's time.</summary>
    protected static void Silence(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<ILineWriter, Silent>());

    private sealed class Silent : ILineWriter
    {
        public void WriteLine(string text)
        {
        }
    }
}
