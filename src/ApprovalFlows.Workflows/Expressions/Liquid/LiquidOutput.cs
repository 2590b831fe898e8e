using System.Text;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>What a template wrote so far, within limits.</summary>
internal sealed class LiquidOutput(int maxLength, int maxSteps)
{
    private readonly StringBuilder text = new();
    private int steps;

    public void Write(string value)
    {
        if (text.Length + value.Length > maxLength)
            throw new ScriptLimitException($"The template writes more than {maxLength} characters.");
        text.Append(value);
    }

    public void CountStep()
    {
        if (++steps > maxSteps)
            throw new ScriptLimitException($"The template takes more than {maxSteps} steps.");
    }

    /// <summary>An output for a part of the template; its steps count here as well.</summary>
    public LiquidOutput Capture() => new(maxLength, maxSteps - steps);

    public override string ToString() => text.ToString();
}
