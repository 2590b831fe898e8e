namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>A part of a template.</summary>
internal abstract class LiquidNode
{
    public abstract void Render(LiquidScope scope, LiquidOutput output);
}

internal sealed class LiquidBlock(List<LiquidNode> nodes) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output)
    {
        foreach (var node in nodes)
        {
            output.CountStep();
            node.Render(scope, output);
        }
    }
}

internal sealed class LiquidText(string text) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output) => output.Write(text);
}

internal sealed class LiquidValue(LiquidExpression value) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output) =>
        output.Write(LiquidValues.ToText(value.Evaluate(scope)));
}

internal sealed class LiquidAssign(string name, LiquidExpression value) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output) =>
        scope.Assign(name, value.Evaluate(scope));
}

internal sealed class LiquidCapture(string name, LiquidNode body) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output)
    {
        var captured = output.Capture();
        body.Render(scope, captured);
        scope.Assign(name, captured.ToString());
    }
}

internal sealed class LiquidBranches(List<(LiquidExpression? Condition, LiquidNode Body)> branches) : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output)
    {
        foreach (var (condition, body) in branches)
            if (condition is null || LiquidValues.IsTruthy(condition.Evaluate(scope)))
            {
                body.Render(scope, output);
                return;
            }
    }
}

internal sealed record LiquidNot(LiquidExpression Value) : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope) => !LiquidValues.IsTruthy(Value.Evaluate(scope));
}

internal sealed record LiquidAnyOf(LiquidExpression Subject, IReadOnlyList<LiquidExpression> Options)
    : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope)
    {
        var subject = Subject.Evaluate(scope);
        return Options.Any(option => LiquidValues.AreEqual(subject, option.Evaluate(scope)));
    }
}

internal sealed class LiquidFor(string name, LiquidExpression items, bool reversed, LiquidNode body, LiquidNode? empty)
    : LiquidNode
{
    public override void Render(LiquidScope scope, LiquidOutput output)
    {
        var list = LiquidValues.ToList(items.Evaluate(scope));
        if (list.Count == 0)
        {
            empty?.Render(scope, output);
            return;
        }

        var ordered = reversed ? list.Reverse().ToList() : list;
        for (var i = 0; i < ordered.Count; i++)
        {
            scope.Assign(name, ordered[i]);
            scope.Assign("forloop", new Dictionary<string, object?>
            {
                ["index"] = i + 1,
                ["index0"] = i,
                ["first"] = i == 0,
                ["last"] = i == ordered.Count - 1,
                ["length"] = ordered.Count,
            });
            body.Render(scope, output);
        }

        scope.Forget(name);
        scope.Forget("forloop");
    }
}
