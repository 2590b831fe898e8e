using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>The functions every script can call. Only those it mentions are put into its engine.</summary>
internal static class ScriptFunctions
{
    private delegate object? Body(ActivityExecutionContext activity, object?[] arguments);

    private static readonly Dictionary<string, Body> OfActivity = new(StringComparer.Ordinal)
    {
        ["getWorkflowDefinitionId"] = (a, _) => a.WorkflowExecutionContext.WorkflowGraph.Definition.DefinitionId,
        ["getWorkflowDefinitionVersionId"] =
            (a, _) => a.WorkflowExecutionContext.WorkflowGraph.Definition.VersionId,
        ["getWorkflowDefinitionVersion"] =
            (a, _) => a.WorkflowExecutionContext.WorkflowGraph.Definition.Version,
        ["getWorkflowInstanceId"] = (a, _) => a.WorkflowExecutionContext.Id,
        ["getCorrelationId"] = (a, _) => a.WorkflowExecutionContext.CorrelationId,
        ["setCorrelationId"] = (a, v) => a.WorkflowExecutionContext.CorrelationId = TextOf(v, 0),
        ["getWorkflowInstanceName"] = (a, _) => a.WorkflowExecutionContext.Name,
        ["setWorkflowInstanceName"] = (a, v) => a.WorkflowExecutionContext.Name = TextOf(v, 0),
        ["getVariable"] = (a, v) => a.FindVariableBlock(TextOf(v, 0) ?? "")?.Value,
        ["setVariable"] = SetVariable,
        ["getInput"] = (a, v) => WorkflowInputs.Get(a, TextOf(v, 0) ?? ""),
        ["getOutputFrom"] = (a, v) => ActivityOutputs.Get(a, TextOf(v, 0) ?? "", TextOf(v, 1)),
        ["getLastResult"] = (a, _) => a.GetLastResult(),
    };

    public static IEnumerable<string> Names => OfActivity.Keys.Concat(ScriptLibrary.Functions.Keys);

    public static void Install(Engine engine, Script script, ExpressionExecutionContext context)
    {
        foreach (var name in script.Names)
            if (Find(name, context) is { } function)
                engine.SetValue(name, new JsValue(new ClrFunctionInstance(
                    engine, (_, arguments) => ScriptValues.ToScript(engine, function(ValuesOf(arguments))))));
    }

    private static Func<object?[], object?>? Find(string name, ExpressionExecutionContext context)
    {
        if (ScriptLibrary.Functions.TryGetValue(name, out var plain))
            return plain;
        return OfActivity.TryGetValue(name, out var body)
            ? arguments => context.Activity is { } activity ? body(activity, arguments) : null
            : null;
    }

    private static object?[] ValuesOf(JsValue[] arguments) =>
        [.. arguments.Select(argument => ScriptValues.FromScript(argument))];

    private static string? TextOf(object?[] arguments, int index) => ScriptLibrary.TextOf(arguments, index);

    private static object? SetVariable(ActivityExecutionContext activity, object?[] arguments)
    {
        activity.SetVariable(TextOf(arguments, 0) ?? "", arguments.Length > 1 ? arguments[1] : null);
        return null;
    }
}
