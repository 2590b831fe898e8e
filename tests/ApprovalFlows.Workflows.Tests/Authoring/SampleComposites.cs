using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>A composite made of steps in code, with a variable and outcomes.</summary>
[Activity("Samples", "Samples", "Greets somebody.")]
public sealed class GreetSomebody : Composite
{
    private readonly Variable<string> name = new("name", "nobody");

    public GreetSomebody()
    {
        Variables = [name];
        Root = new Sequence
        {
            Activities =
            {
                SetVariable(name, context => context.GetInput<string>("name") ?? "somebody"),
                new WriteLine(context => $"hello {name.Get(context)}"),
                Inline(async context => await CompleteAsync(context, "Greeted")),
                new WriteLine("never"),
            },
        };
    }

    protected override void OnCompleted(ActivityCompletedContext context) =>
        context.TargetContext.SetMetadata("completed", true);
}

/// <summary>A composite with a typed result.</summary>
[Activity("Samples", "Samples")]
public sealed class CountLetters : Composite<int>
{
    public Input<string> Text { get; set; } = null!;

    public CountLetters() => Root = new Inline(context => context.SetVariable("ran", true));

    protected override void OnCompleted(ActivityCompletedContext context) =>
        context.TargetContext.Set(Result, Text.Get(context.TargetContext).Length);
}

/// <summary>A composite with a result of any type.</summary>
[Activity("Samples", "Samples")]
public sealed class Anything : CompositeWithResult
{
    public Anything() => Root = Inline(() => "anything", (MemoryBlockReference?)null);

    protected override void OnCompleted(ActivityCompletedContext context) =>
        context.TargetContext.Set(Result, context.TargetContext.GetLastResult());
}

/// <summary>A workflow in code: its class name is the id of the definition.</summary>
public sealed class SampleCodeWorkflow : WorkflowBase<int>
{
    protected override void Build(IWorkflowBuilder builder)
    {
        var sum = builder.WithVariable("Sum", 0).WithWorkflowStorage();
        var answer = new Variable<string>("Answer", "").WithWorkflowStorage();
        builder.Name = "Sample in code";
        builder.WithVariable(answer);
        builder.WithInput<int>("start", "Where to begin.");
        builder.WithOutput<int>("Result");
        builder.WithCustomProperty("made", "in code");
        builder.WithActivationStrategyType<SingletonStrategy>();
        var add = new AddNumbers
        {
            First = new(context => context.GetInput<int>("start")),
            Second = new(5),
            Result = new(sum),
        };
        builder.Root = new Sequence
        {
            Activities =
            {
                add,
                new AskQuestion { Question = new("sure?"), Result = new(answer) },
                new WriteLine(context => $"{sum.Get(context)} {answer.Get(context)}"),
                new Inline(context => Result.Set(context, sum.Get(context) * 2)),
            },
        };
    }
}
