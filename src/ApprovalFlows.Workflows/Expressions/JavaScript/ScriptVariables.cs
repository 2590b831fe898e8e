using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Memory;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Variables in a script: <c>variables.X</c>, <c>getX()</c> and <c>setX(v)</c>.</summary>
internal sealed class ScriptVariables(Engine engine, Script script, ActivityExecutionContext? activity)
{
    private ObjectInstance? container;

    public void Install()
    {
        if (activity is null)
            return;
        if (script.Names.Contains("variables"))
            InstallContainer();
        foreach (var name in script.Names)
            if (name.Length > 3 && FindAccessor(name) is { } accessor)
                engine.SetValue(name, new JsValue(accessor));
    }

    /// <summary>What the script assigned to <c>variables.X</c> goes back into the variables.</summary>
    public void WriteBack()
    {
        if (container is null)
            return;
        foreach (var name in script.VariableNames)
            if (activity!.FindVariableBlock(name) is { Variable: { } variable } block
                && container.HasOwnProperty(name))
                block.Value = activity.ConvertTo(
                    ScriptValues.FromScript(container.Get(name)), variable.VariableType);
    }

    internal static string Pascal(string name)
    {
        var letters = string.Concat(name.Where(char.IsLetterOrDigit));
        return letters.Length == 0 ? letters : char.ToUpperInvariant(letters[0]) + letters[1..];
    }

    private void InstallContainer()
    {
        container = engine.Object.Construct([]);
        foreach (var name in script.VariableNames)
            if (activity!.FindVariableBlock(name) is { } block)
                container.Put(name, ScriptValues.ToScript(engine, block.Value), false);
        engine.SetValue("variables", new JsValue(container));
    }

    private ClrFunctionInstance? FindAccessor(string name)
    {
        var isGetter = name.StartsWith("get", StringComparison.Ordinal);
        if (!isGetter && !name.StartsWith("set", StringComparison.Ordinal))
            return null;
        var subject = name[3..];
        if (FindVariable(subject) is { } variable)
            return isGetter ? Getter(variable) : Setter(variable);
        if (!isGetter)
            return null;
        if (activity!.WorkflowExecutionContext.WorkflowGraph.Definition.Inputs
            .Any(input => input.Name == subject))
            return new ClrFunctionInstance(engine, (_, _) =>
                ScriptValues.ToScript(engine, WorkflowInputs.Get(activity, subject)));
        return ScriptOutputs.FindAccessor(engine, activity, subject);
    }

    private Variable? FindVariable(string subject)
    {
        for (var scope = activity; scope is not null; scope = scope.ParentActivityExecutionContext)
            foreach (var (_, block) in scope.MemoryOrNull?.Blocks ?? [])
                if (block.Variable is { } variable && Pascal(variable.Name) == subject)
                    return variable;
        return null;
    }

    private ClrFunctionInstance Getter(Variable variable) =>
        new(engine, (_, _) => ScriptValues.ToScript(engine, activity!.FindVariableBlock(variable.Name)?.Value));

    private ClrFunctionInstance Setter(Variable variable) => new(engine, (_, arguments) =>
    {
        activity!.SetVariable(
            variable.Name, ScriptValues.FromScript(arguments.Length > 0 ? arguments[0] : JsValue.Null));
        return JsValue.Undefined;
    });
}
