using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Another definition, run inside this instance as one activity.</summary>
[Activity("Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity", "Workflow Definition Activity")]
[System.ComponentModel.Browsable(false)]
public sealed class WorkflowDefinitionActivity : Composite
{
    [JsonIgnore]
    internal ActivityDescriptor? Descriptor { get; init; }

    // Elsa: WorkflowDefinitionActivity.cs — inputs and outputs become variables of that name.
    protected override void ConfigureActivities(ActivityExecutionContext context)
    {
        foreach (var input in context.ActivityDescriptor.Inputs)
            context.SetDynamicVariable(input.Name, input.Get(this) is Input value ? context.Get(value) : null);
        foreach (var output in context.ActivityDescriptor.Outputs)
            if (context.OwnVariableBlock(output.Name) is null)
                context.SetDynamicVariable<object?>(output.Name, null);
    }

    protected override object? ResultOf(ActivityCompletedContext context) => context.Result;

    protected override void OnCompleted(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        foreach (var output in target.ActivityDescriptor.Outputs)
            target.SetOutput(
                output.Get(this) as Output, target.GetVariable<object>(output.Name), output.Name);
    }
}
