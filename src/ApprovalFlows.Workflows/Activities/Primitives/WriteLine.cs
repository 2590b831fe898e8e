using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Writes a line of text for the operator.</summary>
[Activity("Elsa", "Console", "Writes a line of text.")]
public sealed class WriteLine : CodeActivity
{
    public WriteLine()
    {
    }

    public WriteLine(string text) => Text = new(text);

    public WriteLine(Func<string> text) => Text = new(text);

    public WriteLine(Func<ExpressionExecutionContext, string?> text) => Text = new(text!);

    public WriteLine(Variable<string> variable) => Text = new(variable);

    public WriteLine(Input<string> text) => Text = text;

    [Input(Description = "The text.")]
    public Input<string> Text { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) =>
        context.GetRequiredService<ILineWriter>().WriteLine(context.Get(Text) ?? "");
}

/// <summary>Where <see cref="WriteLine"/> writes: the log, or a list while a flow is tried out.</summary>
public interface ILineWriter
{
    void WriteLine(string text);
}

/// <summary>Writes lines into the log.</summary>
internal sealed class LogLineWriter(ILogger<WriteLine>? logger = null) : ILineWriter
{
    public void WriteLine(string text) => logger?.LogInformation("{Text}", text);
}
