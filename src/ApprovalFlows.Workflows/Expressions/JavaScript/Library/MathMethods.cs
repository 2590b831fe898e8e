using System.Numerics;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>Functions of Math newer than ECMAScript 5.1.</summary>
internal static class MathMethods
{
    public static readonly Dictionary<string, Method> Static = new(StringComparer.Ordinal)
    {
        ["trunc"] = Of(Math.Truncate),
        ["sign"] = Of(x => double.IsNaN(x) ? x : Math.Sign(x)),
        ["cbrt"] = Of(Cbrt),
        ["log2"] = Of(Math.Log2),
        ["log10"] = Of(Math.Log10),
        ["log1p"] = Of(x => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x)),
        ["expm1"] = Of(x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1),
        ["sinh"] = Of(Math.Sinh),
        ["cosh"] = Of(Math.Cosh),
        ["tanh"] = Of(Math.Tanh),
        ["asinh"] = Of(Math.Asinh),
        ["acosh"] = Of(Math.Acosh),
        ["atanh"] = Of(Math.Atanh),
        ["fround"] = Of(x => (float)x),
        ["clz32"] = Of(x => BitOperations.LeadingZeroCount((uint)ScriptBits.ToInt32(x))),
        ["imul"] = call => (double)unchecked(ScriptBits.ToInt32(TypeConverter.ToNumber(call[0]))
            * ScriptBits.ToInt32(TypeConverter.ToNumber(call[1]))),
        ["hypot"] = call => Math.Sqrt(call.Arguments.Sum(one => Math.Pow(TypeConverter.ToNumber(one), 2))),
    };

    // Exact for the cubes of whole numbers, which the system's own is not.
    private static double Cbrt(double x) =>
        Math.Round(Math.Cbrt(x)) is var whole && whole * whole * whole == x ? whole : Math.Cbrt(x);

    private static Method Of(Func<double, double> function) =>
        call => function(TypeConverter.ToNumber(call[0]));
}
