using System.Runtime.CompilerServices;
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
    public const int MaxArrayLength = 100_000;
    private const int MaxChain = 500;
    private const int MaxBinds = 1_000;

    private static readonly string[] ArrayFunctions =
    [
        "concat", "every", "filter", "forEach", "indexOf", "join", "lastIndexOf", "map", "reduce",
        "reduceRight", "reverse", "shift", "slice", "some", "sort", "splice", "toLocaleString", "unshift",
    ];

    private static readonly string[] TextFunctions = ["replace", "concat", "match", "search", "split"];

    private readonly Engine engine;
    private readonly WorkflowOptions options;
    private int binds;
    private readonly long startedAt = GC.GetAllocatedBytesForCurrentThread();

    private ScriptGuards(Engine engine, WorkflowOptions options)
    {
        this.engine = engine;
        this.options = options;
    }

    public static ScriptGuards Install(Engine engine, Script script, WorkflowOptions options)
    {
        var guards = new ScriptGuards(engine, options);
        guards.Define(ScriptRewriter.Add, guards.Add);
        guards.Define(ScriptRewriter.Put, (self, arguments) => guards.Put(arguments, guards.Add));
        guards.Define(ScriptRewriter.Bits, ScriptBits.Compute);
        guards.Define(ScriptRewriter.PutBits, (self, arguments) => guards.Put(arguments, ScriptBits.Compute));
        guards.Define(ScriptRewriter.Constructor, CheckConstructor);
        guards.Define(ScriptRewriter.Meter, guards.Meter);
        guards.Define(ScriptRewriter.RegExp, (_, arguments) =>
            new JsValue(Timed((ObjectInstance)engine.RegExp.Construct(arguments))));
        guards.RemoveDynamicCode();
        guards.WrapFunctions(script.Names);
        if (script.Names.Contains("RegExp") || script.Names.Contains(ScriptRewriter.AnyName))
            guards.WrapRegExp();
        return guards;
    }

    private void WrapFunctions(HashSet<string> names)
    {
        var all = names.Contains(ScriptRewriter.AnyName);
        foreach (var name in ArrayFunctions)
            if (all || name == "join" || names.Contains(name))
                Wrap(engine.Array.PrototypeObject, name, CheckArray);
        foreach (var name in TextFunctions)
            if (all || names.Contains(name))
                Wrap(engine.String.PrototypeObject, name, CheckText);
        if (all || names.Contains("JSON"))
        {
            Wrap(engine.Json, "stringify", CheckJson);
            Wrap(engine.Json, "parse", CheckJsonText);
        }

        if (all || names.Contains("create"))
            Wrap(engine.Object, "create", (_, _, arguments) =>
                CheckChain(arguments.Length > 0 && arguments[0].IsObject() ? arguments[0].AsObject() : null));
        if (all || names.Contains("bind"))
            Wrap(engine.Function.PrototypeObject, "bind", CheckBind);
    }

    private static JsValue CheckConstructor(JsValue self, JsValue[] arguments)
    {
        if (arguments[0].IsObject() && arguments[0].AsObject() is IConstructor
            && arguments[0].AsObject().Get("prototype") is var prototype && prototype.IsObject())
            CheckChain(prototype.AsObject());
        return arguments[0];
    }

    /// <summary>What inherits is searched by functions that call themselves: no chain may be long.</summary>
    public static void CheckChain(ObjectInstance? parent)
    {
        var length = 0;
        for (var one = parent; one is not null; one = one.Prototype)
            if (++length > MaxChain)
                throw Excess($"A chain of objects is longer than {MaxChain}.");
    }

    public void CheckLength(long length)
    {
        if (length > options.MaxScriptStringLength)
            throw Excess($"A string is longer than {options.MaxScriptStringLength}.");
    }

    public static void CheckCount(double length)
    {
        if (length > MaxArrayLength)
            throw Excess($"An array has more than {MaxArrayLength} items.");
    }

    /// <summary>The bytes a script took, and how deep it is in itself.</summary>
    public void CheckMemory()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - startedAt > options.MaxScriptBytes)
            throw Excess($"The script took more than {options.MaxScriptBytes} bytes.");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Excess("The script calls itself too deeply.");
    }

    // Scripts cannot write these names, but reach every property by its text: so none may be changed.
    public void Define(string name, Func<JsValue, JsValue[], JsValue> body) =>
        engine.Global.FastAddProperty(
            name, new JsValue(new ClrFunctionInstance(engine, body)), false, false, false);

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

    private JsValue Put(JsValue[] arguments, Func<JsValue, JsValue[], JsValue> compute)
    {
        var target = TypeConverter.ToObject(engine, arguments[0]);
        var name = TypeConverter.ToString(arguments[1]);
        var result = compute(JsValue.Undefined, [target.Get(name), .. arguments.AsSpan(2)]);
        target.Put(name, result, false);
        return result;
    }

    private JsValue Meter(JsValue self, JsValue[] arguments)
    {
        CheckMemory();
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
        CheckCount(length);
        CheckMemory();
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

    // The parser calls itself for every bracket.
    private void CheckJsonText(string name, JsValue self, JsValue[] arguments)
    {
        var text = arguments.Length > 0 && arguments[0].IsString() ? arguments[0].AsString() : "";
        var depth = 0;
        foreach (var letter in text)
            if (letter is '[' or '{' && ++depth > ScriptSizes.MaxDepth)
                throw Excess($"The text is nested more than {ScriptSizes.MaxDepth} deep.");
            else if (letter is ']' or '}')
                depth--;
    }

    private void CheckBind(string name, JsValue self, JsValue[] arguments)
    {
        if (++binds > MaxBinds)
            throw Excess($"The script binds more than {MaxBinds} functions.");
    }

    private void WrapRegExp()
    {
        var original = engine.RegExp;
        engine.SetValue("RegExp", new JsValue(new TimedRegExp(engine, arguments =>
            Timed((ObjectInstance)original.Construct(arguments)))));
    }

    public static ObjectInstance Timed(ObjectInstance regExp)
    {
        if (regExp is RegExpInstance instance)
            instance.Value = ScriptRewriter.WithTimeout(instance.Value);
        return regExp;
    }

    // Not a script error: a script could catch that and go on.
    private static ScriptLimitException Excess(string message) => new(message);
}
