using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows;

/// <summary>A workflow made in code.</summary>
public interface IWorkflow
{
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default);
}

/// <summary>Base of workflows made in code; the class name is the id of the definition.</summary>
public abstract class WorkflowBase : IWorkflow
{
    protected virtual ValueTask BeforeBuildAsync(
        IWorkflowBuilder builder, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;

    protected virtual ValueTask BuildAsync(
        IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        Build(builder);
        return ValueTask.CompletedTask;
    }

    protected virtual void Build(IWorkflowBuilder builder)
    {
    }

    protected virtual ValueTask AfterBuildAsync(
        IWorkflowBuilder builder, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;

    async ValueTask IWorkflow.BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        await BeforeBuildAsync(builder, cancellationToken);
        await BuildAsync(builder, cancellationToken);
        await AfterBuildAsync(builder, cancellationToken);
    }
}

/// <summary>A workflow made in code whose variable Result becomes its output of that name.</summary>
public abstract class WorkflowBase<TResult> : WorkflowBase
{
    protected Variable<TResult> Result { get; } = new("Result", default!);

    protected override ValueTask BeforeBuildAsync(
        IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        builder.Result = Result;
        return ValueTask.CompletedTask;
    }

    protected override ValueTask AfterBuildAsync(
        IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        if (!builder.Variables.Contains(Result))
            builder.Variables.Add(Result);
        return ValueTask.CompletedTask;
    }
}
