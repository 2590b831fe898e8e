using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Runs bursts: start, resume, cancel. Each stages its outcome in the store and never commits —
/// that is for the unit of work of the host.
/// </summary>
public sealed partial class WorkflowRuntime
{
    private readonly IWorkflowStore store;
    private readonly GraphCache graphs;
    private readonly IServiceProvider services;
    private readonly TimeProvider clock;
    private readonly WorkflowOptions options;
    private readonly WorkflowRunner runner;
    private readonly IBurstObserver? observer;

    public WorkflowRuntime(
        IWorkflowStore store,
        GraphCache graphs,
        IServiceProvider services,
        TimeProvider clock,
        WorkflowOptions options)
    {
        this.store = store;
        this.graphs = graphs;
        this.services = services;
        this.clock = clock;
        this.options = options;
        observer = (IBurstObserver?)services.GetService(typeof(IBurstObserver));
        runner = new WorkflowRunner(
            (Expressions.ExpressionEvaluators)services.GetService(typeof(Expressions.ExpressionEvaluators))!);
    }

    /// <summary>Runs the first burst of a new instance.</summary>
    /// <exception cref="DefinitionNotFoundException">No such definition or version.</exception>
    /// <exception cref="BurstRefusedException">An activity refused; nothing is staged.</exception>
    public async Task<BurstResult> StartAsync(StartRequest request, CancellationToken ct = default)
    {
        var head = await FindDefinitionAsync(request, ct);
        var graph = await graphs.GetAsync(head, store, ct);
        var workflow = NewContext(request.InstanceId ?? Identity.NewSecretId(), graph, ct);
        workflow.CorrelationId = request.CorrelationId;
        workflow.Name = request.Name;
        workflow.ParentWorkflowInstanceId = request.ParentInstanceId;
        workflow.TriggerActivityId = request.TriggerActivityId;
        workflow.HttpRequest = request.Http;
        AddInput(workflow, request.Input);
        foreach (var (name, value) in request.Properties)
            workflow.Properties[name] = value;
        workflow.Scheduler.Enqueue(new WorkItem { Node = graph.Root });
        await runner.RunAsync(workflow);
        return await EndAsync(workflow, head, revision: 0, isNew: true);
    }

    /// <summary>Runs one more burst of an instance.</summary>
    /// <exception cref="NotWaitingException">The bookmark is used up or the instance finished.</exception>
    /// <exception cref="BurstRefusedException">An activity refused; nothing is staged.</exception>
    public async Task<BurstResult> ResumeAsync(ResumeRequest request, CancellationToken ct = default)
    {
        var instance = await store.FindInstanceAsync(request.InstanceId, ct);
        if (instance is null || instance.Status == WorkflowStatus.Finished)
            throw new NotWaitingException($"The instance '{request.InstanceId}' is not running.");
        var head = await store.FindVersionHeadAsync(instance.VersionId, ct)
            ?? throw new DefinitionNotFoundException(
                $"The version '{instance.VersionId}' of the instance '{instance.Id}' is gone.");
        var workflow = Load(instance, await graphs.GetAsync(head, store, ct), request.Input, ct);
        workflow.HttpRequest = request.Http;
        Schedule(workflow, request);
        await runner.RunAsync(workflow);
        return await EndAsync(workflow, head, instance.Revision, isNew: false);
    }

    /// <summary>Ends an instance and its children; does nothing when it already ended.</summary>
    public async Task CancelAsync(string instanceId, string? reason = null, CancellationToken ct = default)
    {
        var instance = await store.FindInstanceAsync(instanceId, ct);
        if (instance is null || instance.Status == WorkflowStatus.Finished)
            return;
        var head = await store.FindVersionHeadAsync(instance.VersionId, ct);
        if (head is not null)
        {
            var workflow = Load(instance, await graphs.GetAsync(head, store, ct), NoInput.Value, ct);
            if (workflow.RootContext is { } root && reason is not null)
                workflow.AddJournal(root, "Workflow cancelled", reason, null);
            workflow.Cancel();
            Stage(workflow, head, instance.Revision, isNew: false);
        }

        await CancelChildrenAsync(instanceId, reason, ct);
    }

    private async Task<DefinitionHead> FindDefinitionAsync(StartRequest request, CancellationToken ct) =>
        await store.FindHeadAsync(
            request.DefinitionId,
            request.Version is { } version ? VersionOptions.Specific(version) : VersionOptions.Published,
            ct)
        ?? throw new DefinitionNotFoundException(
            $"There is no {(request.Version is null ? "published version" : $"version {request.Version}")} "
            + $"of the definition '{request.DefinitionId}'.");

    private WorkflowExecutionContext NewContext(string id, WorkflowGraph graph, CancellationToken ct) =>
        new(id, graph, services, runner, options, clock, ct);

    private WorkflowExecutionContext Load(
        StoredInstance instance,
        WorkflowGraph graph,
        IReadOnlyDictionary<string, object?> input,
        CancellationToken ct,
        string? state = null)
    {
        var workflow = NewContext(instance.Id, graph, ct);
        AddInput(workflow, input);
        workflow.CorrelationId = instance.CorrelationId;
        workflow.Name = instance.Name;
        workflow.ParentWorkflowInstanceId = instance.ParentInstanceId;
        workflow.CreatedAt = instance.CreatedAt;
        workflow.SubStatus = instance.SubStatus;
        workflow.FinishedAt = instance.FinishedAt;
        StateReader.Read(state ?? instance.State, workflow);
        return workflow;
    }

    // Elsa: WorkflowRunner.cs — a bookmark comes first, then an execution of an activity.
    private static void Schedule(WorkflowExecutionContext workflow, ResumeRequest request)
    {
        var bookmark = request.BookmarkId is null
            ? null
            : workflow.Bookmarks.FirstOrDefault(item => item.Id == request.BookmarkId)
                ?? throw new NotWaitingException($"The bookmark '{request.BookmarkId}' is used up.");
        var contextId = bookmark?.ActivityInstanceId ?? request.ActivityInstanceId;
        var context = workflow.ActivityExecutionContexts.FirstOrDefault(item => item.Id == contextId)
            ?? throw new NotWaitingException($"The instance '{workflow.Id}' does not wait there.");
        workflow.ResumedBookmark = bookmark is null ? null : new ResumedBookmark(bookmark);
        workflow.Scheduler.Enqueue(new WorkItem
        {
            Node = context.ActivityNode,
            Owner = context.ParentActivityExecutionContext,
            Existing = context,
        });
    }

    private static void AddInput(
        WorkflowExecutionContext workflow, IReadOnlyDictionary<string, object?> input)
    {
        foreach (var (name, value) in input)
            workflow.Input[name] = value!;
    }
}
