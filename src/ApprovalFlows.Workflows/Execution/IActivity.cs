namespace ApprovalFlows.Workflows;

/// <summary>A step of a workflow. One object serves all runs of a definition: state lives in contexts.</summary>
public interface IActivity
{
    string Id { get; set; }
    string NodeId { get; set; }
    string? Name { get; set; }
    string Type { get; set; }
    int Version { get; set; }
    IDictionary<string, object> CustomProperties { get; set; }
    IDictionary<string, object> SyntheticProperties { get; set; }
    IDictionary<string, object> Metadata { get; set; }
    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>An activity that can start a workflow: it yields the payloads stimuli are matched with.</summary>
public interface ITrigger : IActivity
{
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

/// <summary>The preferred first node of a flowchart.</summary>
public interface IStartNode;

/// <summary>A node whose completion completes its container.</summary>
public interface ITerminalNode;

/// <summary>An activity that declares variables for its children.</summary>
public interface IVariableContainer
{
    ICollection<Memory.Variable> Variables { get; }
}

/// <summary>An activity made of one root activity.</summary>
public interface IComposite : IActivity
{
    void Setup();
}

/// <summary>An activity with an output named Result.</summary>
public interface IActivityWithResult : IActivity
{
    Models.Output? Result { get; set; }
}

/// <summary>An activity with a typed output named Result.</summary>
public interface IActivityWithResult<T> : IActivityWithResult
{
    new Models.Output<T>? Result { get; set; }
}

/// <summary>An activity that prepares itself while its graph is built.</summary>
public interface IInitializable
{
    ValueTask InitializeAsync(InitializationContext context);
}

/// <summary>What an activity may use while its graph is built.</summary>
public sealed record InitializationContext(
    IServiceProvider ServiceProvider, CancellationToken CancellationToken);

/// <summary>Takes part in signal delivery.</summary>
public interface ISignalHandler
{
    ValueTask ReceiveSignalAsync(object signal, SignalContext context);
}

/// <summary>Behaviour attached to an activity.</summary>
public interface IBehavior : ISignalHandler
{
    IActivity Owner { get; }
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}
