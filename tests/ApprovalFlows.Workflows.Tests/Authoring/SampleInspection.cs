using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>Looks around in its run and reports what it sees.</summary>
[Activity("Samples", "Samples")]
public sealed class LookAround : CodeActivity<string>
{
    public Input<ICollection<int>> Numbers { get; set; } = new(ObjectLiteral.From(new[] { 1, 2 }));
    public Input<string> Text { get; set; } = new(Literal.From("literal"));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var expressions = context.ExpressionExecutionContext;
        var workflow = context.WorkflowExecutionContext;
        var made = context.CreateVariable("Made", 1);
        made.Set(context, 2);
        expressions.SetVariable("Made", context.Get<int>(made) + 1);
        expressions.SetVariableInScope("New", 5);
        context.SetExtensionsMetadata("key", "value");
        context.SetMetadata("m", 1);
        workflow.UpdateProperty<int>("count", count => count + 1);
        workflow.AddExecutionLogEntry("Looked");
        var seen = new List<object?>
        {
            string.Join('+', Numbers.Get(expressions)),
            Text.GetOrDefault(expressions),
            expressions.GetActivity().Id,
            expressions.GetVariable<int>("Made"),
            expressions.GetVariable("Made")?.Name,
            expressions.GetVariableInScope("New"),
            expressions.GetInput<int>("given"),
            expressions.GetOutput("before", "Result"),
            expressions.GetLastResult(),
            expressions.TryGetActivityExecutionContext(out var same) && same == context,
            expressions.TryGetWorkflowExecutionContext(out var run) && run == workflow,
            context.FindActivityByIdOrName("before")?.Type,
            context.GetVariableValues()["Made"],
            context.GetExecutionChain().Any(item => item == context),
            context.GetAncestors().Count(),
            context.GetOutcomeName(nameof(Text)),
            context.GetMetadata<int>("m"),
            workflow.GetProperty<int>("count"),
            workflow.FindActivityById("before")?.Type,
            workflow.FindNodeById(context.NodeId)?.Activity.Id,
            workflow.GetOutputByActivityId("before"),
            workflow.AllActivitiesCompleted(),
            await context.EvaluateInputPropertyAsync<LookAround, string>(activity => activity.Text),
            Result.HasTarget(context),
        };
        context.Set(Result, string.Join(' ', seen));
    }
}

/// <summary>Prepares itself while the graph is built.</summary>
[Activity("Samples", "Samples")]
public sealed class Prepared : CodeActivity<string>, IInitializable
{
    private string? prepared;

    public ValueTask InitializeAsync(InitializationContext context)
    {
        prepared = context.ServiceProvider.GetService(typeof(TimeProvider))?.GetType().Name;
        return ValueTask.CompletedTask;
    }

    protected override void Execute(ActivityExecutionContext context) => context.Set(Result, prepared);
}

/// <summary>Leaves something to be done once the burst is over.</summary>
[Activity("Samples", "Samples")]
public sealed class Defer : CodeActivity
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var notes = context.GetRequiredService<List<string>>();
        context.DeferTask(() => notes.Add("deferred"));
        notes.Add("executed");
    }
}
