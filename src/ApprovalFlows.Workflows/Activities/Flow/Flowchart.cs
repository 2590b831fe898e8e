using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Runs nodes along their connections, counting visits or moving tokens.</summary>
[Activity("Elsa", "Flow", "Runs activities along their connections.")]
[System.ComponentModel.Browsable(false)]
public sealed partial class Flowchart : Container, IReadsJson
{
    private const string ModeProperty = "Flowchart:ExecutionMode";

    private const string StartProperty = "StartActivityId";

    private readonly ConcurrentDictionary<string, FlowGraph> graphs = new(StringComparer.Ordinal);

    [JsonIgnore]
    public IActivity? Start { get; set; }
    [JsonIgnore]
    public ICollection<Connection> Connections { get; set; } = [];

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader)
    {
        var byId = Activities.Where(activity => activity.Id.Length > 0)
            .GroupBy(activity => activity.Id)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        if (json.Objects("activities").Any(child => child.Text("id") is null))
            throw new DefinitionFormatException(
                $"The activities of the flowchart at {json.GetPath()} must have ids.");
        // What leads away from an activity that is not known is left out, as if it were not there.
        Connections = [.. ConnectionReader.ReadAll(json["connections"], byId)
            .Where(connection => connection.Source.Activity is not Composition.NotFoundActivity)];
    }

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Alterations.Rewinding.EntryOf(context) is { } entry)
        {
            context.SetProperty(StartProperty, entry.Activity.Id);
            return context.ScheduleActivityAsync(entry.Activity, new Options.ScheduleWorkOptions(
                CallbackFor(context), input: Alterations.Rewinding.HandedOn(context, entry)));
        }

        var start = StartActivity(context);
        if (start is null)
            return context.CompleteActivityAsync();
        context.SetProperty(StartProperty, start.Id);
        return context.ScheduleActivityAsync(start, CallbackFor(context));
    }

    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        var receiver = context.ReceiverActivityExecutionContext;
        switch (signal)
        {
            case ScheduleChildActivity schedule:
                context.StopPropagation();
                await receiver.ScheduleActivityAsync(schedule.Activity, new Options.ScheduleWorkOptions(
                    CallbackFor(receiver),
                    existingActivityExecutionContext: schedule.ActivityExecutionContext));
                break;
            // Elsa takes what is cancelled inside of a node for a node, and faults because it finds none.
            case CancelSignal when receiver.IsRewinding:
                break;
            case CancelSignal
                when context.SenderActivityExecutionContext.ParentActivityExecutionContext == receiver
                    || receiver.WorkflowExecutionContext.Reproduces(ElsaDefects.NestedCancelFault):
                await OnChildCanceledAsync(receiver, context.SenderActivityExecutionContext.Activity);
                break;
        }
    }

    internal async ValueTask CancelInboundAncestorsAsync(
        ActivityExecutionContext context, IActivity target)
    {
        var ancestors = GraphOf(context).AncestorsOf(target);
        foreach (var child in context.Children.ToArray())
            if (ancestors.Contains(child.Activity))
                await child.CancelActivityAsync();
        if (context.WorkflowExecutionContext.Reproduces(ElsaDefects.QueuedWorkAfterEnd))
            return;
        foreach (var item in context.WorkflowExecutionContext.Scheduler.Withdraw(item =>
            item.Owner == context && item.Node.Activity != target && ancestors.Contains(item.Node.Activity)))
            await OnChildCanceledAsync(context, item.Node.Activity);
    }

    internal static FlowchartMode ModeOf(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        var text = workflow.WorkflowGraph.Definition.CustomProperties[ModeProperty]?.ToString();
        return text?.ToLowerInvariant() switch
        {
            "tokenbased" or "token" or "1" => FlowchartMode.Token,
            "counterbased" or "counter" or "2" => FlowchartMode.Counter,
            _ => workflow.Options.FlowchartMode,
        };
    }

    private ActivityCompletionCallback CallbackFor(ActivityExecutionContext context) =>
        ModeOf(context) == FlowchartMode.Token ? OnChildCompletedTokenAsync : OnChildCompletedCounterAsync;

    private ValueTask OnChildCanceledAsync(ActivityExecutionContext context, IActivity child) =>
        ModeOf(context) == FlowchartMode.Token
            ? OnCanceledTokenAsync(context, child)
            : OnCanceledCounterAsync(context, child);

    // Elsa: Flowchart.Counters.cs — the trigger, Start, a start node, what can start, what nothing leads to.
    private IActivity? StartActivity(ActivityExecutionContext context)
    {
        var trigger = context.WorkflowExecutionContext.TriggerActivityId;
        return (trigger is null ? null : Activities.FirstOrDefault(activity => activity.Id == trigger))
            ?? DefaultStart();
    }

    private IActivity? DefaultStart() =>
        Start
            ?? Activities.FirstOrDefault(activity => activity is IStartNode)
            ?? Activities.FirstOrDefault(activity =>
                activity.GetFlag(ActivityFlags.CanStartWorkflow) == true)
            ?? Activities.FirstOrDefault(activity =>
                Connections.All(connection => connection.Target.Activity != activity))
            ?? Activities.FirstOrDefault();

    // The start is kept: a run that a trigger started is resumed without knowing the trigger. Elsa looks
    // for the start again, and what the trigger led to may then not be reached from there.
    private FlowGraph GraphOf(ActivityExecutionContext context) => GraphFrom(
        (context.WorkflowExecutionContext.Reproduces(ElsaDefects.ForgottenTrigger)
            ? StartActivity(context)?.Id
            : context.GetProperty<string>(StartProperty)) ?? "");

    private FlowGraph GraphFrom(string startId) =>
        graphs.GetOrAdd(
            startId,
            static (id, self) => new FlowGraph(self.Connections, self.Activities.First(item => item.Id == id)),
            this);

    private static bool HasPendingWork(ActivityExecutionContext context)
    {
        foreach (var child in context.Children)
            if (child.Status == ActivityStatus.Running)
                return true;
        return context.WorkflowExecutionContext.Scheduler.AnyOwnedWithin(context);
    }

    private static bool HasFaultedChild(ActivityExecutionContext context)
    {
        foreach (var child in context.Children)
            if (child.Status == ActivityStatus.Faulted)
                return true;
        return false;
    }
}
