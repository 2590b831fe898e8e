using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.JavaScript;
using ApprovalFlows.Workflows.Models;
using Expression = ApprovalFlows.Workflows.Expressions.Models.Expression;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Runs a script; the script may choose the outcomes.</summary>
[Activity("Elsa", "Scripting", "Runs a script.", DisplayName = "Run JavaScript")]
public sealed class RunJavaScript : CodeActivity<object?>
{
    [Input(
        UIHint = UIHints.InputUIHints.CodeEditor,
        DefaultSyntax = "JavaScript",
        Description = "The script.")]
    public Input<string> Script { get; set; } = new("");

    [Input(UIHint = UIHints.InputUIHints.DynamicOutcomes, Description = "Outcomes the script may set.")]
    public Input<ICollection<string>> PossibleOutcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var text = context.Get(Script);
        if (string.IsNullOrWhiteSpace(text))
            return;
        var outcomes = new ScriptOutcomes();
        var result = context.GetRequiredService<JavaScriptEvaluator>().Run(
            CachedScript(context, text), context.ExpressionExecutionContext, outcomes.Install);
        context.Set(Result, result);
        await context.CompleteActivityAsync(
            outcomes.Names.Count > 0 ? new Outcomes([.. outcomes.Names]) : null);
    }

    // The text is almost always a literal: it is parsed once for all runs.
    private Expression CachedScript(ActivityExecutionContext context, string text)
    {
        if (scripts.TryGetValue(text, out var known))
            return known;
        var expression = new Expression("JavaScript", text);
        if (context.ActivityNode.Inputs[Script.Slot].IsConstant)
            scripts.TryAdd(text, expression);
        return expression;
    }

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Expression> scripts = new();
}
