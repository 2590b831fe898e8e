using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Models;
using Jint;
using Jint.Parser;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// JavaScript up to ECMAScript 2022; newer syntax is rewritten. Every evaluation has its own engine;
/// limits end a script that runs away.
/// </summary>
public sealed class JavaScriptEvaluator(WorkflowOptions options) : IExpressionEvaluator
{
    public const string TypeName = "JavaScript";

    public IReadOnlyList<string> Types { get; } = [TypeName];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) =>
        new(Run(expression, context, null));

    public string? Check(Expression expression)
    {
        try
        {
            ScriptOf(expression);
            return null;
        }
        catch (Exception e) when (e is ParserException or UnsupportedScriptException)
        {
            return e.Message;
        }
    }

    internal object? Run(Expression expression, ExpressionExecutionContext context, Action<Engine>? configure)
    {
        var script = ScriptOf(expression);
        var engine = new Engine(configuration => configuration
            .LimitRecursion(options.MaxScriptRecursion)
            .MaxStatements(options.MaxScriptStatements)
            .TimeoutInterval(options.MaxScriptTime));
        script.Extensions.Install(engine, ScriptGuards.Install(engine, script, options));
        var variables = new ScriptVariables(engine, script, context.Activity);
        variables.Install();
        ScriptFunctions.Install(engine, script, context);
        configure?.Invoke(engine);
        var result = engine.Execute(script.Program).GetCompletionValue();
        variables.WriteBack();
        return ScriptValues.FromScript(result);
    }

    private static Script ScriptOf(Expression expression)
    {
        if (expression.Compiled is Script compiled)
            return compiled;
        var script = Script.Parse(expression.Value as string ?? expression.Value?.ToString() ?? "");
        expression.Compiled = script;
        return script;
    }
}
