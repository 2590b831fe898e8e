using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>Liquid templates: text with values, filters, conditions and loops; the result is text.</summary>
internal sealed class LiquidEvaluator(WorkflowOptions options) : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Liquid"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context)
    {
        var output = new LiquidOutput(options.MaxScriptStringLength, options.MaxScriptStatements);
        TemplateOf(expression).Render(new LiquidScope(context.Activity), output);
        return new(output.ToString());
    }

    public string? Check(Expression expression)
    {
        try
        {
            TemplateOf(expression);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static LiquidBlock TemplateOf(Expression expression)
    {
        if (expression.Compiled is LiquidBlock compiled)
            return compiled;
        var template = LiquidParser.Parse(expression.Value as string ?? expression.Value?.ToString() ?? "");
        expression.Compiled = template;
        return template;
    }
}
