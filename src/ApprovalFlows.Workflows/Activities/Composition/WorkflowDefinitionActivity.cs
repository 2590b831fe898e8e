using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Another definition, run inside this instance as one activity.</summary>
[Activity("Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity", "Workflow Definition Activity")]
[System.ComponentModel.Browsable(false)]
public sealed class WorkflowDefinitionActivity : Composite
{
    [JsonIgnore]
    internal ActivityDescriptor? Descriptor { get; init; }

    // Elsa: WorkflowDefinitionActivity.cs — inputs and outputs are variables of that name; an input is
    // kept over a wait when its definition says so, an output never.
    internal static List<Variable> VariablesOf(WorkflowDefinition definition) =>
    [
        .. definition.Inputs.Select(input => new Variable(input.Name, null, input.Name)
        {
            StorageDriverType = VariableReader.DriverOf(input.StorageDriverTypeName),
        }),
        .. definition.Outputs
            .Where(output => definition.Inputs.All(input => input.Name != output.Name))
            .Select(output => new Variable(output.Name, null, output.Name)),
    ];

    protected override void ConfigureActivities(ActivityExecutionContext context)
    {
        foreach (var input in context.ActivityDescriptor.Inputs)
            if (context.OwnVariableBlock(input.Name) is { } block)
                block.Value = input.Get(this) is Input value ? context.Get(value) : null;
    }

    protected override object? ResultOf(ActivityCompletedContext context) => context.Result;

    // What the parent's variable holds already comes first: SetOutput has written there.
    protected override void OnCompleted(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        foreach (var output in target.ActivityDescriptor.Outputs)
        {
            var bound = output.Get(this) as Output;
            var value = ValueOf(target, bound) ?? target.OwnVariableBlock(output.Name)?.Value;
            var isNameTaken = target.ParentActivityExecutionContext?.GetAncestors().Any(ancestor =>
                ancestor.ActivityDescriptor.Outputs.Any(other => other.Name == output.Name)) == true;
            var setter = isNameTaken ? target.ParentActivityExecutionContext! : target;
            setter.SetOutput(bound, value, output.Name);
        }
    }

    private static object? ValueOf(ActivityExecutionContext context, Output? output) =>
        output?.MemoryBlockReference() is { Id.Length: > 0 } reference
        && context.TryFindBlock(reference.Id, out var block)
            ? block.Value
            : null;
}
