using ApprovalFlows.Workflows.Expressions.JavaScript.Modern;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>
/// What of the newer library a script mentions, and what its rewritten form calls; found once per script,
/// installed into every engine.
/// </summary>
internal sealed class ScriptExtensions
{
    private static readonly (Func<Engine, ObjectInstance> Owner, Dictionary<string, Method> Methods)[] Tables =
    [
        (engine => engine.Array.PrototypeObject, ArrayMethods.Search),
        (engine => engine.Array.PrototypeObject, ArrayMethods.Build),
        (engine => engine.Array, ArrayMethods.Static),
        (engine => engine.Object, ObjectMethods.Static),
        (engine => engine.String.PrototypeObject, StringMethods.Table),
        (engine => engine.String, StringMethods.Static),
        (engine => engine.Number, NumberMethods.Static),
        (engine => engine.Math, MathMethods.Static),
        (engine => engine.Global, GlobalMethods.Table),
    ];

    private readonly List<(Func<Engine, ObjectInstance> Owner, string Name, Method Method)> methods = [];
    private readonly List<(string Name, Method Method)> runtime = [];
    private readonly HashSet<string> names;

    public ScriptExtensions(HashSet<string> names, string code)
    {
        this.names = names;
        foreach (var (owner, table) in Tables)
            foreach (var (name, method) in table)
                if (names.Contains(name))
                    methods.Add((owner, name, method));
        foreach (var (name, method) in ModernRuntime.Functions)
            if (code.Contains(name, StringComparison.Ordinal))
                runtime.Add((name, method));
    }

    public void Install(Engine engine, ScriptGuards guards)
    {
        foreach (var (name, method) in runtime)
            guards.Define(name, (self, arguments) => method(new MethodCall(engine, guards, self, arguments)));
        foreach (var (owner, name, method) in methods)
            Add(engine, guards, owner(engine), name, method);
        if (names.Contains("Number"))
            NumberMethods.InstallConstants(engine);
        if (names.Contains("JSON"))
            JsonMethods.Install(engine, guards);
        if (names.Contains("groups"))
            RegExpMethods.InstallGroups(engine, guards);
        if (names.Contains("globalThis"))
            engine.SetValue("globalThis", new JsValue(engine.Global));
        if (names.Contains("Map") || names.Contains("WeakMap"))
            MapMethods.Install(engine, guards);
        if (names.Contains("Set") || names.Contains("WeakSet"))
            SetMethods.Install(engine, guards);
    }

    public static void Add(Engine engine, ScriptGuards guards, ObjectInstance owner, string name, Method method) =>
        owner.FastAddProperty(
            name,
            new JsValue(new ClrFunctionInstance(
                engine, (self, arguments) => method(new MethodCall(engine, guards, self, arguments)))),
            true,
            false,
            true);
}
