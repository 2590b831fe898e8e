using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows;

/// <summary>One execution of an activity within one run. Everything an activity does goes through it.</summary>
public sealed partial class ActivityExecutionContext
{
    private List<ActivityExecutionContext>? children;
    private ExpressionExecutionContext? expressionContext;
    private Dictionary<object, object?>? transientProperties;

    internal ActivityExecutionContext(
        string id,
        WorkflowExecutionContext workflow,
        ActivityNode node,
        ActivityExecutionContext? parent,
        DateTimeOffset startedAt)
    {
        Id = id;
        WorkflowExecutionContext = workflow;
        ActivityNode = node;
        ParentActivityExecutionContext = parent;
        StartedAt = startedAt;
        CallStackDepth = 0;
    }

    public string Id { get; }
    public DateTimeOffset StartedAt { get; internal set; }
    public DateTimeOffset? CompletedAt { get; internal set; }
    public ActivityStatus Status { get; private set; }
    public bool IsCompleted => Status is ActivityStatus.Completed or ActivityStatus.Canceled;
    public bool IsExecuting { get; internal set; }
    public int AggregateFaultCount { get; internal set; }
    public Exception? Exception { get; internal set; }
    public object? Tag { get; internal set; }
    public IActivity Activity => ActivityNode.Activity;
    public ActivityDescriptor ActivityDescriptor => ActivityNode.Descriptor;
    public ActivityNode ActivityNode { get; }
    public string NodeId => ActivityNode.NodeId;
    public WorkflowExecutionContext WorkflowExecutionContext { get; }
    public ActivityExecutionContext? ParentActivityExecutionContext { get; }
    public IReadOnlyList<ActivityExecutionContext> Children => children ?? NoChildren;
    public ExpressionExecutionContext ExpressionExecutionContext =>
        expressionContext ??= new(
            WorkflowExecutionContext.ServiceProvider,
            Memory,
            this,
            WorkflowExecutionContext.CancellationToken);
    public CancellationToken CancellationToken => WorkflowExecutionContext.CancellationToken;
    public IDictionary<object, object?> TransientProperties => transientProperties ??= [];
    public IDictionary<string, object> WorkflowInput => WorkflowExecutionContext.Input;
    public IDictionary<string, object> ActivityInput => activityInput ??= [];
    public int ExecutionCount { get; internal set; }
    public bool IsDirty { get; internal set; } = true;
    public string? SchedulingActivityExecutionId { get; internal set; }
    public string? SchedulingActivityId { get; internal set; }
    public string? SchedulingWorkflowInstanceId { get; internal set; }
    public int CallStackDepth { get; internal set; }

    private static List<ActivityExecutionContext> NoChildren { get; } = [];

    public T GetRequiredService<T>()
        where T : notnull => WorkflowExecutionContext.ServiceProvider.GetRequiredService<T>();

    public object GetRequiredService(Type type) =>
        WorkflowExecutionContext.ServiceProvider.GetRequiredService(type);

    public T? GetService<T>() => WorkflowExecutionContext.ServiceProvider.GetService<T>();

    public object? GetService(Type type) =>
        WorkflowExecutionContext.ServiceProvider.GetService(type);

    public IEnumerable<T> GetServices<T>() =>
        WorkflowExecutionContext.ServiceProvider.GetServices<T>();

    public T GetOrCreateService<T>() =>
        ActivatorUtilities.GetServiceOrCreateInstance<T>(WorkflowExecutionContext.ServiceProvider);

    public void TransitionTo(ActivityStatus status) => Status = status;

    internal void AddChild(ActivityExecutionContext child) => (children ??= []).Add(child);

    /// <summary>Lets go of a finished child: long loops must not keep every iteration.</summary>
    internal void Forget(ActivityExecutionContext child) => children?.Remove(child);

    public IEnumerable<ActivityExecutionContext> GetAncestors()
    {
        for (var current = ParentActivityExecutionContext;
            current is not null;
            current = current.ParentActivityExecutionContext)
            yield return current;
    }

    public IEnumerable<ActivityExecutionContext> GetDescendants() =>
        Children.SelectMany(child => child.GetDescendants().Prepend(child));

    public ActivityExecutionContext? FindParent(Func<ActivityExecutionContext, bool> predicate) =>
        GetAncestors().FirstOrDefault(predicate);

    public ActivityExecutionContext? FindParentWithVariableContainer() =>
        FindParent(context => context.Activity is IVariableContainer);

    internal bool IsDescendantOfOrSelf(ActivityExecutionContext other)
    {
        for (var current = this; current is not null; current = current.ParentActivityExecutionContext)
            if (current == other)
                return true;
        return false;
    }
}
