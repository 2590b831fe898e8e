using ApprovalFlows.Workflows.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// Bounds the memory of a script: this Jint has no limit of its own. Built-in functions that can make
/// a huge string in one call are checked before they run.
/// </summary>
internal static class ScriptGuards
{
    private delegate long Estimate(JsValue self, JsValue[] arguments);

    public static void Install(Engine engine, Script script, WorkflowOptions options)
    {
        var limit = options.MaxScriptStringLength;
        Guard(engine, script, engine.Array.PrototypeObject, "join", JoinLength, limit);
        Guard(engine, script, engine.String.PrototypeObject, "replace", ReplaceLength, limit);
        Guard(engine, script, engine.String.PrototypeObject, "concat", ConcatLength, limit);
    }

    private static void Guard(
        Engine engine, Script script, ObjectInstance owner, string name, Estimate estimate, long limit)
    {
        if (!script.Names.Contains(name) && name != "join")
            return;
        var original = (ICallable)owner.Get(name).AsObject();
        owner.FastAddProperty(name, new ClrFunctionInstance(engine, (self, arguments) =>
        {
            if (estimate(self, arguments) > limit)
                throw new JavaScriptException(engine.RangeError, $"A string is longer than {limit}.");
            return original.Call(self, arguments);
        }), true, false, true);
    }

    private static long JoinLength(JsValue self, JsValue[] arguments)
    {
        if (!self.IsObject())
            return 0;
        var length = TypeConverter.ToNumber(self.AsObject().Get("length"));
        var separator = arguments.Length > 0 && arguments[0].IsString() ? arguments[0].AsString().Length : 1;
        return double.IsNaN(length) ? 0 : (long)Math.Min(length * Math.Max(1, separator), long.MaxValue / 2d);
    }

    private static long ReplaceLength(JsValue self, JsValue[] arguments) =>
        arguments.Length > 1 && arguments[1].IsString()
            ? (TextLength(self) + 1) * Math.Max(1, arguments[1].AsString().Length / 16)
            : 0;

    private static long ConcatLength(JsValue self, JsValue[] arguments) =>
        TextLength(self) + arguments.Sum(TextLength);

    private static long TextLength(JsValue value) => value.IsString() ? value.AsString().Length : 0;
}
