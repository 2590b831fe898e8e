using System.Linq.Expressions;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows;

/// <content>Evaluation of inputs on demand.</content>
public sealed partial class ActivityExecutionContext
{
    /// <summary>Evaluates all inputs again.</summary>
    public ValueTask EvaluateInputPropertiesAsync() =>
        WorkflowExecutionContext.Runner.EvaluateInputsAsync(this);

    /// <summary>Evaluates one input again and returns its value.</summary>
    public async ValueTask<object?> EvaluateInputPropertyAsync(string inputName)
    {
        foreach (var slot in ActivityNode.Inputs)
            if (slot.Descriptor.Name == inputName)
                return slot.Input is null || slot.IsConstant
                    ? slot.Constant
                    : await EvaluateAsync(slot.Input);
        throw new ArgumentException($"There is no input '{inputName}'.", nameof(inputName));
    }

    /// <summary>Evaluates one input again and returns its value.</summary>
    public async ValueTask<T?> EvaluateInputPropertyAsync<TActivity, T>(
        Expression<Func<TActivity, Input<T>>> property) =>
        Convert<T>(await EvaluateInputPropertyAsync(((MemberExpression)property.Body).Member.Name));

    public async ValueTask<T?> EvaluateAsync<T>(Input<T> input) =>
        Convert<T>(await EvaluateAsync((Input)input));

    public async ValueTask<object?> EvaluateAsync(Input input)
    {
        var value = await EvaluateInputOfAsync(input);
        if (input.Node == ActivityNode)
            SetInput(input.Slot, value);
        return value;
    }

    /// <summary>Evaluates an input of any activity in the scope of this execution.</summary>
    internal ValueTask<object?> EvaluateInputOfAsync(Input? input)
    {
        if (input?.Node is { } node && node.Inputs[input.Slot].IsConstant)
            return new(node.Inputs[input.Slot].Constant);
        return GetRequiredService<ExpressionEvaluators>()
            .EvaluateAsync(input?.Expression, input?.Type ?? typeof(object), ExpressionExecutionContext);
    }

    internal bool HasActivityInput(string key) => activityInput?.ContainsKey(key) == true;

    internal void SetActivityInput(IDictionary<string, object>? input)
    {
        if (input is not null)
            activityInput = new Dictionary<string, object>(input);
    }
}
