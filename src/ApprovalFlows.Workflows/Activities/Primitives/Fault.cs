using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Faults on purpose.</summary>
[Activity("Elsa", "Primitives", "Faults on purpose.")]
public sealed class Fault : Activity
{
    [Input(Description = "A code that names the fault.")]
    public Input<string> Code { get; set; } = null!;

    [Input(Description = "The category of the fault.")]
    public Input<string> Category { get; set; } = null!;

    [Input(DisplayName = "Type", Description = "The type of the fault.")]
    public Input<string> FaultType { get; set; } = null!;

    [Input(Description = "What happened.")]
    public Input<string?> Message { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) => throw new FaultException(
        context.Get(Code) ?? "0",
        context.Get(Category) ?? "General",
        context.Get(FaultType) ?? "System",
        context.Get(Message));
}

/// <summary>A fault with a code, thrown by the <see cref="Fault"/> activity and by others.</summary>
public sealed class FaultException(string code, string category, string type, string? message)
    : Exception(message)
{
    public string Code { get; } = code;
    public string Category { get; } = category;
    public string FaultType { get; } = type;
}
