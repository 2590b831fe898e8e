using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows;

/// <summary>One instance while a burst runs.</summary>
public sealed partial class WorkflowExecutionContext
{
    private readonly TimeProvider clock;
    private readonly List<ActivityExecutionContext> contexts = [];

    internal WorkflowExecutionContext(
        string id,
        WorkflowGraph graph,
        IServiceProvider services,
        WorkflowRunner runner,
        WorkflowOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        this.clock = clock;
        Id = id;
        WorkflowGraph = graph;
        ServiceProvider = services;
        Runner = runner;
        Options = options;
        CancellationToken = cancellationToken;
        Limits = new BurstLimits(options, clock);
        CreatedAt = UpdatedAt = Now;
    }

    public string Id { get; }
    public Workflow Workflow => WorkflowGraph.Workflow;
    public WorkflowGraph WorkflowGraph { get; }
    public IServiceProvider ServiceProvider { get; }
    public CancellationToken CancellationToken { get; }
    public WorkflowSubStatus SubStatus { get; internal set; }
    public WorkflowStatus Status => StatusOf(SubStatus);
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public string? ParentWorkflowInstanceId { get; internal set; }
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset UpdatedAt { get; internal set; }
    public DateTimeOffset? FinishedAt { get; internal set; }
    public string? TriggerActivityId { get; internal set; }
    public IDictionary<string, object> Input { get; } =
        new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
    public IDictionary<string, object> Output { get; } = new Dictionary<string, object>();
    public IDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();
    public IDictionary<object, object?> TransientProperties { get; } =
        new Dictionary<object, object?>();
    public List<Incident> Incidents { get; } = [];
    public IReadOnlyList<ActivityExecutionContext> ActivityExecutionContexts => contexts;
    public ActivityScheduler Scheduler { get; } = new();
    public HttpRequestData? HttpRequest { get; internal set; }

    /// <summary>What the flow answered; created on first use, sent by the host after the commit.</summary>
    public HttpResponseData? HttpResponse { get; set; }
    public ExpressionExecutionContext ExpressionExecutionContext =>
        contexts[0].ExpressionExecutionContext;
    public IEnumerable<Variable> Variables => Workflow.Variables;
    internal WorkflowRunner Runner { get; }
    internal WorkflowOptions Options { get; }
    internal BurstLimits Limits { get; }
    internal DateTimeOffset Now => clock.GetUtcNow();
    internal ResumedBookmark? ResumedBookmark { get; set; }

    /// <summary>No bookmark is asked for: a faulted or open context keeps the instance suspended.</summary>
    internal bool AllCompleted => contexts.TrueForAll(static context => context.IsCompleted);

    /// <summary>The innermost execution that is open although nothing faulted; null when something did.</summary>
    internal ActivityExecutionContext? FirstStuck =>
        contexts.Exists(static context => context.Status == ActivityStatus.Faulted)
            ? null
            : contexts.Find(static context =>
                !context.IsCompleted && context.Children.All(static child => child.IsCompleted));
    internal ActivityExecutionContext? RootContext => contexts.Count == 0 ? null : contexts[0];

    internal bool Reproduces(ElsaDefects defect) => (Options.Defects & defect) != 0;

    public T GetRequiredService<T>()
        where T : notnull => ServiceProvider.GetRequiredService<T>();

    public T? GetService<T>() => ServiceProvider.GetService<T>();

    public IEnumerable<T> GetServices<T>() => ServiceProvider.GetServices<T>();

    public T? GetProperty<T>(string key) =>
        Properties.TryGetValue(key, out var value) ? (T?)value : default;

    public void SetProperty<T>(string key, T? value) => Properties[key] = value;

    public bool HasProperty(string key) => Properties.ContainsKey(key);

    public T UpdateProperty<T>(string key, Func<T?, T> update)
    {
        var updated = update(GetProperty<T>(key));
        Properties[key] = updated;
        return updated;
    }

    public IActivity? FindActivityById(string activityId) => FindNodeByActivityId(activityId)?.Activity;

    public IActivity? FindActivityByNodeId(string nodeId) => FindNodeById(nodeId)?.Activity;

    public ActivityNode? FindNodeById(string nodeId) => WorkflowGraph.FindNode(nodeId);

    public ActivityNode? FindNodeByActivityId(string activityId) =>
        WorkflowGraph.FindNodeByActivityId(activityId);

    public ActivityNode? FindNodeByActivity(IActivity activity) => WorkflowGraph.FindNode(activity);

    /// <summary>A journal entry of the workflow itself.</summary>
    public Storage.JournalEntry AddExecutionLogEntry(
        string eventName, string? message = null, object? payload = null) =>
        AddJournal(contexts[0], eventName, message, payload);

    // Elsa: WorkflowExecutionContext.cs — only the current status is looked at, not the target.
    internal void TransitionTo(WorkflowSubStatus status)
    {
        if (Status == WorkflowStatus.Finished)
            throw new InvalidOperationException($"Cannot transition from {SubStatus} to {status}.");
        SubStatus = status;
        UpdatedAt = Now;
        if (Status == WorkflowStatus.Finished)
            FinishedAt = UpdatedAt;
    }

    internal static WorkflowStatus StatusOf(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted =>
            WorkflowStatus.Finished,
        _ => WorkflowStatus.Running,
    };

    /// <summary>An ended instance can run again; only an alteration may ask for it.</summary>
    internal void Revive()
    {
        if (Status != WorkflowStatus.Finished)
            return;
        SubStatus = WorkflowSubStatus.Suspended;
        FinishedAt = null;
    }

    // The resume callback is for the first activity that runs, then it is gone.
    internal ResumedBookmark? TakeResumedBookmark()
    {
        var resumed = ResumedBookmark;
        ResumedBookmark = null;
        return resumed;
    }

    internal void Add(ActivityExecutionContext context)
    {
        contexts.Add(context);
        context.ParentActivityExecutionContext?.AddChild(context);
    }

    /// <summary>Lets go of a finished execution. Recent ones lie at the end, so look from there.</summary>
    internal void Forget(ActivityExecutionContext context)
    {
        var index = contexts.LastIndexOf(context);
        if (index > 0)
            contexts.RemoveAt(index);
        context.ParentActivityExecutionContext?.Forget(context);
    }

    internal void DropState()
    {
        Scheduler.Clear();
        ClearBookmarks();
        contexts.Clear();
        Output.Clear();
        Properties.Clear();
    }

    // Elsa: Finish.cs
    internal void FinishNow()
    {
        foreach (var context in contexts)
            context.ClearCompletionCallbacks();
        Scheduler.Clear();
        ClearBookmarks();
        TransitionTo(WorkflowSubStatus.Finished);
    }

    // Elsa: WorkflowExecutionContext.Cancel.cs
    public void Cancel()
    {
        if (Status == WorkflowStatus.Finished)
            return;
        ClearBookmarks();
        foreach (var context in contexts)
            context.ClearCompletionCallbacks();
        Scheduler.Clear();
        TransitionTo(WorkflowSubStatus.Cancelled);
    }
}
