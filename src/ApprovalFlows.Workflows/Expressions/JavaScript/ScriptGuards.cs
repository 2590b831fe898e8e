using ApprovalFlows.Workflows.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// Bounds the memory of a script and the work of its built-in functions: this Jint counts statements
/// and time only between statements, so one call could otherwise take gigabytes or minutes.
/// </summary>
internal sealed class ScriptGuards
{
    private const int MaxArrayLength = 100_000;

    private static readonly string[] ArrayFunctions =
    [
        "concat", "every", "filter", "forEach", "indexOf", "join", "lastIndexOf", "map", "reduce",
        "reduceRight", "reverse", "shift", "slice", "some", "sort", "splice", "toLocaleString", "unshift",
    ];

    private readonly Engine engine;
    private readonly WorkflowOptions options;
    private readonly long startedAt = GC.GetAllocatedBytesForCurrentThread();

    private ScriptGuards(Engine engine, WorkflowOptions options)
    {
        this.engine = engine;
        this.options = options;
    }

    public static void Install(Engine engine, Script script, WorkflowOptions options)
    {
        var guards = new ScriptGuards(engine, options);
        guards.Define(ScriptRewriter.Add, guards.Add);
        guards.Define(ScriptRewriter.Put, guards.Put);
        guards.Define(ScriptRewriter.Meter, guards.Meter);
        guards.Define(ScriptRewriter.RegExp, (_, arguments) =>
            new JsValue(Timed((ObjectInstance)engine.RegExp.Construct(arguments))));
        guards.RemoveDynamicCode();
        foreach (var name in ArrayFunctions)
            if (name == "join" || script.Names.Contains(name))
                guards.Wrap(engine.Array.PrototypeObject, name, guards.CheckArray);
        foreach (var name in new[] { "replace", "concat", "match", "search", "split" })
            if (script.Names.Contains(name))
                guards.Wrap(engine.String.PrototypeObject, name, guards.CheckText);
        if (script.Names.Contains("JSON"))
            guards.Wrap(engine.Json, "stringify", guards.CheckJson);
        if (script.Names.Contains("RegExp"))
            guards.WrapRegExp();
    }

    private void Define(string name, Func<JsValue, JsValue[], JsValue> body) =>
        engine.SetValue(name, new JsValue(new ClrFunctionInstance(engine, body)));

    // Code made of text would not have been rewritten.
    private void RemoveDynamicCode()
    {
        engine.SetValue("eval", JsValue.Undefined);
        engine.SetValue("Function", JsValue.Undefined);
        engine.RegExp.PrototypeObject.FastAddProperty("constructor", JsValue.Undefined, false, false, false);
        engine.Function.PrototypeObject.FastAddProperty("constructor", JsValue.Undefined, false, false, false);
    }

    private JsValue Add(JsValue self, JsValue[] arguments)
    {
        var left = TypeConverter.ToPrimitive(arguments[0]);
        var right = TypeConverter.ToPrimitive(arguments[1]);
        if (!left.IsString() && !right.IsString())
            return new JsValue(TypeConverter.ToNumber(left) + TypeConverter.ToNumber(right));
        var first = TypeConverter.ToString(left);
        var second = TypeConverter.ToString(right);
        CheckLength((long)first.Length + second.Length);
        return new JsValue(first + second);
    }

    private JsValue Put(JsValue self, JsValue[] arguments)
    {
        var target = TypeConverter.ToObject(engine, arguments[0]);
        var name = TypeConverter.ToString(arguments[1]);
        var sum = Add(self, [target.Get(name), arguments[2]]);
        target.Put(name, sum, false);
        return sum;
    }

    private JsValue Meter(JsValue self, JsValue[] arguments)
    {
        if (GC.GetAllocatedBytesForCurrentThread() - startedAt > options.MaxScriptBytes)
            throw new ScriptLimitException($"The script took more than {options.MaxScriptBytes} bytes.");
        return JsValue.Undefined;
    }

    private void Wrap(ObjectInstance owner, string name, Action<string, JsValue, JsValue[]> check)
    {
        var original = (ICallable)owner.Get(name).AsObject();
        owner.FastAddProperty(
            name,
            new JsValue(new ClrFunctionInstance(engine, (self, arguments) =>
            {
                check(name, self, arguments);
                return original.Call(self, arguments);
            })),
            true,
            false,
            true);
    }

    private void CheckArray(string name, JsValue self, JsValue[] arguments)
    {
        if (!self.IsObject())
            return;
        var length = TypeConverter.ToNumber(self.AsObject().Get("length"));
        if (length > MaxArrayLength)
            throw Excess($"An array has more than {MaxArrayLength} items.");
        if (name != "join")
            return;
        var separator = arguments.Length > 0 && arguments[0].IsString() ? arguments[0].AsString().Length : 1;
        CheckLength(ScriptSizes.OfItems(self.AsObject(), options.MaxScriptStringLength) + ((long)length * separator));
    }

    private void CheckText(string name, JsValue self, JsValue[] arguments)
    {
        long length = self.IsString() ? self.AsString().Length : 0;
        if (name == "concat")
            CheckLength(length + arguments.Sum(item => item.IsString() ? item.AsString().Length : 0L));
        if (arguments.Length == 0)
            return;
        if (name is "match" or "search" && arguments[0].IsString())
            arguments[0] = new JsValue(Timed(engine.RegExp.Construct([arguments[0]])));
        if (name != "replace" || arguments.Length < 2 || !arguments[1].IsString())
            return;
        var replacement = arguments[1].AsString();
        var each = replacement.Length + (replacement.Contains('$', StringComparison.Ordinal) ? length : 0);
        var times = arguments[0].IsObject() ? length + 1 : 1;
        CheckLength(((times * each) / 16) + length);
    }

    private void CheckJson(string name, JsValue self, JsValue[] arguments)
    {
        if (arguments.Length > 0)
            CheckLength(ScriptSizes.Of(arguments[0], options.MaxScriptStringLength));
    }

    private void WrapRegExp()
    {
        var original = engine.RegExp;
        engine.SetValue("RegExp", new JsValue(new TimedRegExp(engine, arguments =>
            Timed((ObjectInstance)original.Construct(arguments)))));
    }

    private static ObjectInstance Timed(ObjectInstance regExp)
    {
        if (regExp is RegExpInstance instance)
            instance.Value = ScriptRewriter.WithTimeout(instance.Value);
        return regExp;
    }

    private void CheckLength(long length)
    {
        if (length > options.MaxScriptStringLength)
            throw Excess($"A string is longer than {options.MaxScriptStringLength}.");
    }

    // Not a script error: a script could catch that and go on.
    private static ScriptLimitException Excess(string message) => new(message);
}
