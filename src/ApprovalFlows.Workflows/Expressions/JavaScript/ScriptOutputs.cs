using Jint;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Accessors named <c>get{Output}From{Activity}()</c>.</summary>
internal static class ScriptOutputs
{
    private const string Separator = "From";

    public static ClrFunctionInstance? FindAccessor(
        Engine engine, ActivityExecutionContext activity, string subject)
    {
        var at = subject.IndexOf(Separator, StringComparison.Ordinal);
        if (at <= 0)
            return null;
        var byName = IsModern(activity);
        foreach (var node in ActivityOutputs.Siblings(activity))
        {
            var label = byName ? node.Activity.Name : node.Activity.Id;
            if (string.IsNullOrWhiteSpace(label))
                continue;
            foreach (var output in node.Descriptor.Outputs)
                if (subject == ScriptVariables.Pascal(output.Name) + Separator + ScriptVariables.Pascal(label))
                    return new ClrFunctionInstance(engine, (_, _) => ScriptValues.ToScript(
                        engine, ActivityOutputs.Get(activity, node.Activity.Id, output.Name)));
        }

        return null;
    }

    // Elsa: definitions made before the 3.x tools name the accessor by id.
    private static bool IsModern(ActivityExecutionContext activity) =>
        Version.TryParse(
            activity.WorkflowExecutionContext.WorkflowGraph.Definition.ToolVersion, out var version)
        && version.Major >= 3;
}
