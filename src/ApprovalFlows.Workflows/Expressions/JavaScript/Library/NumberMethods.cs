using Jint;
using Jint.Native;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Functions and constants of Number newer than ECMAScript 5.1.</summary>
internal static class NumberMethods
{
    private const double MaxSafe = 9007199254740991;

    private static readonly (string Name, double Value)[] Constants =
    [
        ("EPSILON", Math.Pow(2, -52)),
        ("MAX_SAFE_INTEGER", MaxSafe),
        ("MIN_SAFE_INTEGER", -MaxSafe),
    ];

    public static readonly Dictionary<string, Method> Static = new(StringComparer.Ordinal)
    {
        ["isInteger"] = call => IsInteger(call[0]),
        ["isSafeInteger"] = call => IsInteger(call[0]) && Math.Abs(call[0].AsNumber()) <= MaxSafe,
        ["isFinite"] = call => call[0].IsNumber() && double.IsFinite(call[0].AsNumber()),
        ["isNaN"] = call => call[0].IsNumber() && double.IsNaN(call[0].AsNumber()),
        ["parseFloat"] = call => call.Engine.Global.Get("parseFloat").Invoke(call[0]),
        ["parseInt"] = call => call.Engine.Global.Get("parseInt").Invoke(call[0], call[1]),
    };

    public static void InstallConstants(Engine engine)
    {
        foreach (var (name, value) in Constants)
            engine.Number.FastAddProperty(name, new JsValue(value), false, false, false);
    }

    private static bool IsInteger(JsValue value) =>
        value.IsNumber() && double.IsFinite(value.AsNumber()) && Math.Floor(value.AsNumber()) == value.AsNumber();
}
