using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Behaviors;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Options;
using ApprovalFlows.Workflows.Signals;
using ApprovalFlows.Workflows.UIHints;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>A synchronous step with a typed result.</summary>
[Activity("Samples", "Samples", "Adds two numbers.", DisplayName = "Add")]
public sealed class AddNumbers : CodeActivity<int>
{
    public AddNumbers([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line)
    {
    }

    [Input(Description = "The first number.", DefaultValue = 1)]
    public Input<int> First { get; set; } = null!;

    [Input(Description = "The second number.", Order = 2, Category = "More")]
    public Input<int> Second { get; set; } = new(2);

    protected override void Execute(ActivityExecutionContext context) =>
        Result.Set(context, First.GetOrDefault(context, () => 10) + Second.Get(context));
}

/// <summary>A result without a type, and the result set by name.</summary>
[Activity("Samples", "Samples", Kind = ActivityKind.Task)]
public sealed class Describe : CodeActivityWithResult
{
    [Input(UIHint = InputUIHints.MultiLine)]
    public Input<string> Text { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.SetResult($"{Text.Get(context)} by {context.GetRequiredService<TimeProvider>().GetType().Name}");
        return ValueTask.CompletedTask;
    }
}

/// <summary>A branching step: it ends with one of its outcomes.</summary>
[Activity("Samples", "Samples", "Chooses by size.")]
[FlowNode("Small", "Large")]
public sealed class ChooseBySize : Activity
{
    public Input<int> Size { get; set; } = new(context => context.GetVariable<int>("Size"));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.JournalData["size"] = Size.Get(context);
        context.AddExecutionLogEntry("Measured", payload: new { Size = Size.Get(context) });
        await context.CompleteActivityWithOutcomesAsync(Size.Get(context) < 10 ? "Small" : "Large");
    }
}

/// <summary>A blocking step: it goes on with what resumes it.</summary>
[Activity("Samples", "Samples", "Asks a question and waits for the answer.")]
public sealed class AskQuestion : Activity<string>
{
    public Input<string> Question { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        context.SetProperty("asked", 1);
        context.CreateBookmark(new QuestionAsked(Question.Get(context)), OnAnsweredAsync, false);
    }

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        var times = context.UpdateProperty<int>("asked", asked => asked + 1);
        context.Set(Result, $"{context.GetWorkflowInput<string>("answer")} ({times})");
        await CompleteAsync(context);
    }
}

public sealed record QuestionAsked(string Question);

/// <summary>Every way to make a bookmark.</summary>
[Activity("Samples", "Samples")]
public sealed class WaitManyWays : Activity
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var metadata = new Dictionary<string, string> { ["kind"] = "sample" };
        context.CreateBookmark(OnResumedAsync, metadata);
        context.CreateBookmark(new QuestionAsked("a"), OnResumedAsync, includeActivityInstanceId: true, metadata);
        context.CreateBookmark(new QuestionAsked("b"), includeActivityInstanceId: false);
        context.CreateBookmark(new QuestionAsked("c"), metadata);
        context.CreateBookmark();
        context.CreateBookmarks([new QuestionAsked("d"), new QuestionAsked("e")], OnResumedAsync, false, "Many");
        var named = context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = "Named",
            Stimulus = new QuestionAsked("f"),
            Callback = OnResumedAsync,
            AutoBurn = false,
            AutoComplete = false,
            IncludeActivityInstanceId = false,
            Metadata = metadata,
        });
        context.SetMetadata("named", named.Id);
    }

    private static async ValueTask OnResumedAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityAsync();
}

/// <summary>A container: runs its body several times, each with variables and a tag of its own.</summary>
[Activity("Samples", "Samples")]
public sealed class Repeat : Activity
{
    public Repeat() => Behaviors.Add<BreakBehavior>(this);

    public Input<int> Times { get; set; } = new(new Literal<int>(2));

    [Port]
    public IActivity? Body { get; set; }

    [Port("Afterwards")]
    public IActivity? Finally { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => await NextAsync(context);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var round = context.UpdateProperty<int>("round", value => value + 1);
        if (round > Times.Get(context) || context.GetIsBreaking())
        {
            await context.ScheduleActivityAsync(Finally, OnFinallyAsync, tag: round);
            return;
        }

        await context.ScheduleActivityAsync(Body, new ScheduleWorkOptions
        {
            CompletionCallback = OnBodyAsync,
            Tag = round,
            Variables = [new Variable<int>("Round", round)],
            PreventDuplicateScheduling = false,
        });
    }

    private async ValueTask OnBodyAsync(ActivityCompletedContext context)
    {
        context.TargetContext.SetProperty("lastTag", context.TargetContext.Tag);
        await NextAsync(context.TargetContext);
    }

    private static async ValueTask OnFinallyAsync(ActivityCompletedContext context) =>
        await context.CompleteActivityAsync();
}

/// <summary>A behaviour that counts what it sees and hears.</summary>
public sealed class CountingBehavior : Behavior
{
    public CountingBehavior(IActivity owner)
        : base(owner) =>
        OnSignalReceived<Greeting>((greeting, context) =>
        {
            context.ReceiverActivityExecutionContext.SetProperty("heard", greeting.Text);
            context.StopPropagation();
        });

    protected override void Execute(ActivityExecutionContext context) => context.SetProperty("behaved", true);
}

public sealed record Greeting(string Text);

/// <summary>Runs its body and tells what the behaviour and the signal handlers noticed.</summary>
[Activity("Samples", "Samples")]
public sealed class Listening : Activity<string>
{
    public Listening()
    {
        Behaviors.Add<CountingBehavior>(this);
        OnSignalReceived<BreakSignal>((_, context) =>
        {
            context.ReceiverActivityExecutionContext.SetProperty("broken", true);
            context.StopPropagation();
        });
    }

    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.ScheduleActivityAsync(Body, OnBodyAsync);

    private async ValueTask OnBodyAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        target.Set(Result, $"{target.GetProperty<string>("heard")}, {target.GetProperty<bool>("broken")}, "
            + $"{target.GetProperty<bool>("behaved")}");
        await context.CompleteActivityAsync();
    }
}

/// <summary>Says something to whoever listens above.</summary>
[Activity("Samples", "Samples")]
public sealed class Greet : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.SendSignalAsync(new Greeting("hello"));
        await context.SendSignalAsync(new BreakSignal());
    }
}

/// <summary>A step that may refuse to run.</summary>
[Activity("Samples", "Samples")]
public sealed class OnlyWhenAllowed : CodeActivity
{
    protected override bool CanExecute(ActivityExecutionContext context) =>
        context.TryGetWorkflowInput<bool>("allowed", out var allowed) && allowed;
}
