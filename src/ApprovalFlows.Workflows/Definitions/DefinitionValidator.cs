using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>A reason why a definition is not published.</summary>
public sealed record ValidationError(string? ActivityId, string Message);

/// <summary>Checks a definition before it is published.</summary>
public sealed class DefinitionValidator(
    ExpressionEvaluators evaluators, IWorkflowStore store, WorkflowOptions options)
{
    public async Task<IReadOnlyList<ValidationError>> ValidateAsync(
        WorkflowGraph graph,
        IReadOnlyList<StoredTrigger> triggers,
        CancellationToken cancellation = default)
    {
        var errors = new List<ValidationError>();
        foreach (var node in graph.Nodes)
        {
            if (options.RefuseUnknownActivities)
                errors.AddRange(CheckType(node));
            if (options.RefuseBrokenScripts)
                errors.AddRange(CheckExpressions(node));
            if (options.RefuseBrokenScripts || node.Activity.GetFlag(ActivityFlags.CanStartWorkflow) == true)
                errors.AddRange(CheckCron(node));
        }

        foreach (var trigger in triggers.Where(item => item.Name == HttpEndpoint.StimulusName))
            errors.AddRange(await CheckPathAsync(trigger, cancellation));
        return errors;
    }

    private static IEnumerable<ValidationError> CheckType(ActivityNode node)
    {
        if (node.Activity is NotFoundActivity missing)
            yield return new(node.Activity.Id, $"The activity type '{missing.MissingType}' is not known.");
        else if (node.IsMissingVersion)
            yield return new(
                node.Activity.Id,
                $"The activity type '{node.Activity.Type}' has no version {node.Activity.Version}.");
    }

    private IEnumerable<ValidationError> CheckExpressions(ActivityNode node)
    {
        foreach (var (place, expression) in ExpressionsOf(node))
            if (evaluators.Check(expression) is { } problem)
                yield return new(node.Activity.Id, $"{place}: {problem}");
    }

    private static IEnumerable<(string Place, Expression Expression)> ExpressionsOf(ActivityNode node)
    {
        foreach (var slot in node.Inputs)
            if (slot.Input?.Expression is { } expression)
                yield return (slot.Descriptor.Name, expression);
        if (node.Activity is FlowSwitch flowSwitch)
            foreach (var item in flowSwitch.Cases)
                if (item.Condition is { } condition)
                    yield return (item.Label, condition);
        if (node.Activity is Switch choice)
            foreach (var item in choice.Cases)
                if (item.Condition is { } condition)
                    yield return (item.Label, condition);
        if (node.Activity is Activities.Primitives.RunJavaScript script
            && node.Inputs.FirstOrDefault(slot => slot.Input == script.Script) is { IsConstant: true } text)
            yield return ("Script", new Expression(
                Expressions.JavaScript.JavaScriptEvaluator.TypeName, text.Constant));
    }

    private static IEnumerable<ValidationError> CheckCron(ActivityNode node)
    {
        if (node.Activity is not Activities.Scheduling.Cron)
            yield break;
        foreach (var slot in node.Inputs)
            if (slot is { Descriptor.Name: "CronExpression", IsConstant: true, Constant: string text }
                && !Activities.Scheduling.CronSchedule.TryParse(text, out _))
                yield return new(node.Activity.Id, $"Error when parsing cron expression: '{text}'.");
    }

    private async Task<IEnumerable<ValidationError>> CheckPathAsync(
        StoredTrigger trigger, CancellationToken cancellation)
    {
        var others = await store.FindTriggersAsync(trigger.Hash!, cancellation);
        if (others.All(other => other.DefinitionId == trigger.DefinitionId))
            return [];
        var (path, method) = HttpTriggers.Describe(trigger);
        return [new(
            trigger.ActivityId,
            $"The {path} path and {method} method are already in use by another workflow!")];
    }
}

internal static class HttpTriggers
{
    public static (string Path, string Method) Describe(StoredTrigger trigger)
    {
        var json = JsonRead.Parse(trigger.Payload ?? "{}");
        return (json.Text("Path") ?? "", json.Text("Method") ?? "");
    }
}
