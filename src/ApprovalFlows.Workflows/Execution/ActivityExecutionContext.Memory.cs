using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows;

/// <content>Inputs, outputs and variables.</content>
public sealed partial class ActivityExecutionContext
{
    private static readonly object NotEvaluated = new();

    private MemoryRegister? memory;
    private List<Variable>? dynamicVariables;
    private object?[]? inputValues;
    private Dictionary<string, object>? activityInput;

    internal MemoryRegister Memory => memory ??= new MemoryRegister();
    internal MemoryRegister? MemoryOrNull => memory;
    internal Dictionary<string, object>? ActivityInputOrNull => activityInput;
    internal bool HasEvaluatedInputs { get; set; }

    public IEnumerable<Variable> Variables =>
        Activity is IVariableContainer container
            ? container.Variables.Concat(DynamicVariables)
            : DynamicVariables;
    public ICollection<Variable> DynamicVariables => dynamicVariables ??= [];
    internal bool HasDynamicVariables => dynamicVariables is { Count: > 0 };

    /// <summary>The evaluated inputs by name, for logs.</summary>
    public IDictionary<string, object?> ActivityState
    {
        get
        {
            var state = new Dictionary<string, object?>();
            if (inputValues is null)
                return state;
            foreach (var (slot, value) in ActivityNode.Inputs.Zip(inputValues))
                if (!ReferenceEquals(value, NotEvaluated) && !slot.Descriptor.IsSensitive)
                    state[slot.Descriptor.Name] = value;
            return state;
        }
    }

    public T? Get<T>(Input<T>? input)
    {
        if (input is null)
            return default;
        var value = GetInput(input);
        return value is T typed ? typed : Convert<T>(value);
    }

    public object? Get(Input? input) => input is null ? null : GetInput(input);

    public T? Get<T>(Output<T>? output) =>
        output is null ? default : Convert<T>(Get(output.MemoryBlockReference()));

    public object? Get(Output? output) => output is null ? null : Get(output.MemoryBlockReference());

    public object? Get(MemoryBlockReference reference) =>
        TryFindBlock(reference.Id, out var block)
            ? block.Value
            : throw new InvalidOperationException(
                $"There is no value in memory for the reference '{reference.Id}'.");

    public T? Get<T>(MemoryBlockReference reference) => Convert<T>(Get(reference));

    public bool TryGet(MemoryBlockReference reference, out object? value)
    {
        var found = TryFindBlock(reference.Id, out var block);
        value = block?.Value;
        return found;
    }

    public void Set(
        MemoryBlockReference reference, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = TryFindBlock(reference.Id, out var found) ? found : Memory.Declare(reference);
        block.Value = value;
        configure?.Invoke(block);
    }

    public void Set<T>(
        Output<T>? output,
        T? value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        SetOutput(output, value, output?.Name ?? outputName);

    public void Set(
        Output? output,
        object? value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        SetOutput(output, value, output?.Name ?? outputName);

    internal void SetOutput(Output? output, object? value, string? name)
    {
        // The name of an output nobody captures is the text of the argument: its last part counts.
        var outputName = name is null ? "Result" : name[(name.LastIndexOf('.') + 1)..];
        var converted = output is null ? value : ConvertTo(value, output.Type);
        WorkflowExecutionContext.RecordOutput(this, outputName, converted);
        if (output?.MemoryBlockReference() is not { Id.Length: > 0 } reference)
            return;
        Set(reference, converted);
        if (WorkflowExecutionContext.IsWorkflowOutput(reference.Id))
            WorkflowExecutionContext.Output[reference.Id] = converted!;
    }

    internal bool TryFindBlock(string id, [MaybeNullWhen(false)] out MemoryBlock block)
    {
        for (var context = this; context is not null; context = context.ParentActivityExecutionContext)
            if (context.memory is not null && context.memory.TryGetBlock(id, out block))
                return true;
        block = null;
        return false;
    }

    /// <summary>The nearest block of a variable with this name.</summary>
    internal MemoryBlock? FindVariableBlock(string name)
    {
        for (var context = this; context is not null; context = context.ParentActivityExecutionContext)
            if (context.OwnVariableBlock(name) is { } block)
                return block;
        return null;
    }

    internal MemoryBlock? OwnVariableBlock(string name)
    {
        if (memory is null)
            return null;
        foreach (var (_, block) in memory.Blocks)
            if (block.Variable is not null
                && string.Equals(block.Variable.Name, name, StringComparison.Ordinal))
                return block;
        return null;
    }

    internal void DeclareVariables(IEnumerable<Variable>? dynamic)
    {
        if (Activity is IVariableContainer container)
            foreach (var variable in container.Variables)
                Memory.Declare(variable);
        foreach (var variable in dynamic ?? [])
            DeclareDynamic(variable);
    }

    internal void DeclareDynamic(Variable variable)
    {
        dynamicVariables?.RemoveAll(existing => existing.Name == variable.Name);
        (dynamicVariables ??= []).Add(variable);
        if (OwnVariableBlock(variable.Name)?.Variable is { } old)
            Memory.Remove(old.Id);
        Memory.Declare(variable);
    }

    internal object? ConvertTo(object? value, Type type) =>
        value is null || type == typeof(object) || type.IsInstanceOfType(value)
            ? value
            : ObjectConversion.Convert(value, type, WorkflowExecutionContext.Options.StrictConversion);

    internal void SetInput(int slot, object? value)
    {
        if (inputValues is null)
        {
            inputValues = new object?[ActivityNode.Inputs.Length];
            Array.Fill(inputValues, NotEvaluated);
        }

        inputValues[slot] = value;
    }

    private T? Convert<T>(object? value) =>
        value is null ? default
        : value is T typed ? typed
        : (T?)ObjectConversion.Convert(
            value, typeof(T), WorkflowExecutionContext.Options.StrictConversion);

    private object? GetInput(Input input)
    {
        for (var context = this; context is not null; context = context.ParentActivityExecutionContext)
            if (context.ActivityNode == input.Node)
                return context.EvaluatedInput(input);
        return Get(input.MemoryBlockReference());
    }

    internal bool TryGetEvaluated(InputSlot slot, out object? value)
    {
        var evaluated = inputValues is null ? NotEvaluated : inputValues[Array.IndexOf(ActivityNode.Inputs, slot)];
        var isEvaluated = !ReferenceEquals(evaluated, NotEvaluated);
        value = isEvaluated ? evaluated : slot.Constant;
        return isEvaluated || slot.IsConstant;
    }

    private object? EvaluatedInput(Input input)
    {
        var slot = ActivityNode.Inputs[input.Slot];
        if (inputValues is not null && !ReferenceEquals(inputValues[input.Slot], NotEvaluated))
            return inputValues[input.Slot];
        if (slot.IsConstant)
            return slot.Constant;
        throw new InvalidOperationException(
            $"The input '{slot.Descriptor.Name}' of '{Activity.Id}' has not been evaluated.");
    }
}
