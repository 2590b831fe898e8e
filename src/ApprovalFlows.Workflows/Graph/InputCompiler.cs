using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Looks up beforehand what evaluating the inputs of a node needs.</summary>
internal sealed class InputCompiler(WorkflowOptions options)
{
    public void Compile(ActivityNode node)
    {
        var slots = new List<InputSlot>();
        foreach (var descriptor in node.Descriptor.Inputs)
            slots.Add(Slot(node, descriptor, slots.Count));
        node.Inputs = [.. slots];
        node.HasDynamicInputs = slots.Exists(slot => !slot.IsConstant && slot.Descriptor.AutoEvaluate);
        foreach (var output in node.Descriptor.Outputs)
            if (output.Get(node.Activity) is Output target)
                target.Name = output.Name;
    }

    private InputSlot Slot(ActivityNode node, InputDescriptor descriptor, int index)
    {
        var value = descriptor.Get(node.Activity);
        if (!descriptor.IsWrapped)
            return Constant(descriptor, null, value);
        if (value is not Input input)
            return Constant(descriptor, null, descriptor.DefaultValue);
        input.Node = node;
        input.Slot = index;
        if (input.MemoryBlockReference() is { Id: "" } reference)
            reference.Id = $"{node.NodeId}.{descriptor.Name}";
        if (input.Expression is null)
            return Constant(descriptor, input, descriptor.DefaultValue);
        if (input.Expression.Type == Expressions.Models.Expression.Literal
            && TryConstant(input, out var constant))
            return Constant(descriptor, input, constant);
        return new InputSlot { Descriptor = descriptor, Input = input, Type = input.Type };
    }

    // Only values that no activity can change are shared among runs.
    private bool TryConstant(Input input, out object? constant)
    {
        constant = null;
        var value = input.Expression!.Value;
        if (!IsImmutable(input.Type) && value is not (null or string or bool or decimal))
            return false;
        if (!IsImmutable(input.Type) && input.Type != typeof(object))
            return false;
        try
        {
            constant = ObjectConversion.Convert(value, input.Type, options.StrictConversion);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static bool IsImmutable(Type type) => type.IsValueType || type == typeof(string) || type == typeof(Uri);

    private static InputSlot Constant(InputDescriptor descriptor, Input? input, object? value) => new()
    {
        Descriptor = descriptor,
        Input = input,
        Type = descriptor.Type,
        IsConstant = true,
        Constant = value,
    };
}
