using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.LogPersistence;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Takes work items until the queue is empty (Elsa: DefaultActivitySchedulerMiddleware.cs).</summary>
internal sealed class WorkflowRunner(ExpressionEvaluators evaluators)
{
    /// <summary>Runs the burst whose first work items are already in the queue.</summary>
    public async Task RunAsync(WorkflowExecutionContext workflow)
    {
        using var measured = EngineTelemetry.Begin(workflow);
        try
        {
            workflow.TransitionTo(WorkflowSubStatus.Executing);
            while (workflow.Scheduler.HasAny && MayGoOn(workflow))
            {
                workflow.CancellationToken.ThrowIfCancellationRequested();
                workflow.Limits.CountActivity();
                if (workflow.Scheduler.Next.Node.IsMissingVersion)
                    throw new ActivityNotFoundException(workflow.Scheduler.Next.Node.Activity.Type);
                await InvokeAsync(workflow, workflow.Scheduler.Take());
            }
        }
        catch (Exception e) when (!IsRefusal(e, workflow))
        {
            // Not from an activity: the workflow itself is to blame, and the burst ends here. What is
            // queued is kept for a retry.
            RecordWorkflowFault(workflow, e);
        }

        if (workflow.Status == WorkflowStatus.Running)
            Rest(workflow);
    }

    // Elsa runs on after a fault; here what is queued is kept for a retry.
    private static bool MayGoOn(WorkflowExecutionContext workflow) =>
        workflow.Status == WorkflowStatus.Running || workflow.Reproduces(ElsaDefects.QueuedWorkAfterEnd);

    // Elsa suspends whatever has not completed. What waits for nothing would stay so for ever, unseen:
    // here it is faulted, where a person finds it and can retry.
    private static void Rest(WorkflowExecutionContext workflow)
    {
        if (workflow.AllCompleted)
            workflow.TransitionTo(WorkflowSubStatus.Finished);
        else if (workflow.Bookmarks.Count > 0 || workflow.Reproduces(ElsaDefects.EndlessSuspension))
            workflow.TransitionTo(WorkflowSubStatus.Suspended);
        else
        {
            if (workflow.FirstStuck is { } stuck)
                RecordStuck(workflow, stuck);
            workflow.TransitionTo(WorkflowSubStatus.Faulted);
        }
    }

    private static void RecordStuck(WorkflowExecutionContext workflow, ActivityExecutionContext context)
    {
        var failure = new InvalidOperationException(
            $"The activity '{context.Activity.Id}' neither completed nor waits for anything.");
        context.Fault(failure);
        context.AddJournal("Faulted", failure.Message, null);
        workflow.Incidents.Add(IncidentOf(context, failure));
    }

    // Elsa: ScheduledChildCallbackBehavior — a resumed instance has not evaluated its containers' inputs.
    public ValueTask EnsureInputsAsync(ActivityExecutionContext context) =>
        context.HasEvaluatedInputs || !context.ActivityNode.HasDynamicInputs
            ? ValueTask.CompletedTask
            : EvaluateInputsAsync(context);

    /// <summary>What the journal keeps of the inputs and outputs of an execution.</summary>
    public ValueTask<LoggedValues> LoggedAsync(ActivityExecutionContext context) =>
        context.ActivityNode.LogPersistence is { } plan ? plan.CollectAsync(context, evaluators) : default;

    public async ValueTask EvaluateInputsAsync(ActivityExecutionContext context)
    {
        context.HasEvaluatedInputs = true;
        var slots = context.ActivityNode.Inputs;
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = slots[i];
            if (slot.IsConstant || !slot.Descriptor.AutoEvaluate)
                continue;
            try
            {
                context.SetInput(i, await evaluators.EvaluateAsync(
                    slot.Input!.Expression, slot.Type, context.ExpressionExecutionContext));
            }
            catch (Exception e) when (!IsRefusal(e, context.WorkflowExecutionContext)
                && e is not BurstLimitException)
            {
                throw new InputEvaluationException(slot.Descriptor.Name, e);
            }
        }
    }

    private async ValueTask InvokeAsync(WorkflowExecutionContext workflow, WorkItem item)
    {
        var context = item.Existing ?? CreateContext(workflow, item);
        context.IsExecuting = true;
        try
        {
            context.AddJournal(workflow.HasBookmarkOfNode(context.NodeId) ? "Resumed" : "Started", null, null);
            await ExecuteAsync(context);
            if (context.Status == ActivityStatus.Running && workflow.HasBookmarkOfNode(context.NodeId))
                context.AddJournal("Suspended", null, null, await LoggedAsync(context));
        }
        catch (Exception e) when (!IsRefusal(e, workflow) && e is not BurstLimitException)
        {
            RecordFault(workflow, context, e, await LoggedAsync(context));
        }
        finally
        {
            context.IsExecuting = false;
        }
    }

    private static ActivityExecutionContext CreateContext(WorkflowExecutionContext workflow, WorkItem item)
    {
        var context = new ActivityExecutionContext(
            Identity.NewId(), workflow, item.Node, item.Owner, workflow.Now)
        {
            SchedulingActivityExecutionId = item.SchedulingActivity?.Id,
            SchedulingActivityId = item.SchedulingActivity?.Activity.Id,
            CallStackDepth = item.SchedulingActivity is { } caller ? caller.CallStackDepth + 1 : 0,
        };
        context.SetActivityInput(item.Input);
        context.DeclareVariables(item.Variables);
        workflow.Add(context);
        return context;
    }

    // Elsa: DefaultActivityInvokerMiddleware.cs
    private async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        for (var ancestor = context.ParentActivityExecutionContext;
            ancestor is not null;
            ancestor = ancestor.ParentActivityExecutionContext)
            if (ancestor.Activity is Composite)
                await EnsureInputsAsync(ancestor);
        if (context.ActivityNode.HasDynamicInputs)
            await EvaluateInputsAsync(context);
        if (!await context.Activity.CanExecuteAsync(context))
        {
            context.TransitionTo(ActivityStatus.Pending);
            context.AddJournal("Precondition Failed", null, null);
            return;
        }

        context.TransitionTo(ActivityStatus.Running);
        context.StartNewBookmarks();
        var resumed = workflow.TakeResumedBookmark();
        if (resumed is null)
            await context.Activity.ExecuteAsync(context);
        else
            await resumed.RunAsync(context);
        if (context.TakeImmediateCallback() is { } callback)
            await callback(context);
        if (resumed?.Bookmark.AutoBurn == true)
            workflow.RemoveBookmark(resumed.Bookmark);
        context.ExecutionCount++;
    }

    private static void RecordFault(
        WorkflowExecutionContext workflow,
        ActivityExecutionContext context,
        Exception exception,
        LoggedValues values)
    {
        context.Fault(exception);
        context.AddJournal("Faulted", exception.Message, IncidentException.From(exception), values);
        workflow.Incidents.Add(IncidentOf(context, exception));
        var strategy = StrategyNames.Incident(
            workflow.WorkflowGraph.Definition.Options.IncidentStrategyType)
            ?? workflow.Options.IncidentStrategy;
        if (strategy == IncidentStrategy.Fault && workflow.Status == WorkflowStatus.Running)
            workflow.TransitionTo(WorkflowSubStatus.Faulted);
    }

    private static void RecordWorkflowFault(WorkflowExecutionContext workflow, Exception exception)
    {
        if (workflow.RootContext is { } root)
        {
            workflow.Incidents.Add(IncidentOf(root, exception));
            workflow.AddFinalJournal(root, "Faulted", exception.Message);
        }

        if (workflow.Status == WorkflowStatus.Running)
            workflow.TransitionTo(WorkflowSubStatus.Faulted);
    }

    public static void FailOversized(WorkflowExecutionContext workflow, int limit)
    {
        workflow.SubStatus = WorkflowSubStatus.Executing;
        RecordWorkflowFault(workflow, new BurstLimitException(
            $"The state of the instance is longer than {limit} characters."));
        workflow.DropState();
    }

    private static Incident IncidentOf(ActivityExecutionContext context, Exception exception) => new(
        context.Activity.Id,
        context.NodeId,
        context.Activity.Type,
        exception.Message,
        IncidentException.From(exception),
        context.WorkflowExecutionContext.Now,
        context.Id);

    private static bool IsRefusal(Exception exception, WorkflowExecutionContext workflow) =>
        exception is BurstRefusedException
        || workflow.Options.IsHostFailure(exception)
        || (exception is OperationCanceledException && workflow.CancellationToken.IsCancellationRequested);
}

/// <summary>An input of an activity could not be evaluated; the cause is the inner exception.</summary>
public sealed class InputEvaluationException(string inputName, Exception inner)
    : Exception($"Failed to evaluate activity input '{inputName}'", inner);
