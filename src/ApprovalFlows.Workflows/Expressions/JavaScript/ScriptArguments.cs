using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Arguments an activity hands to a script: <c>args.item</c> and <c>getItem()</c>.</summary>
internal static class ScriptArguments
{
    public static void Install(Engine engine, string name, object? value)
    {
        var converted = ScriptValues.ToScript(engine, value);
        var arguments = engine.Object.Construct([]);
        arguments.Put(char.ToLowerInvariant(name[0]) + name[1..], converted, false);
        engine.SetValue("args", new JsValue(arguments));
        engine.SetValue(
            "get" + ScriptVariables.Pascal(name),
            new JsValue(new ClrFunctionInstance(engine, (_, _) => converted)));
    }
}
