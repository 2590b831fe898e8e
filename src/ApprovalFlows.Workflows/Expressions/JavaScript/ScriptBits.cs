using Jint.Native;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Operators on 32 bits: left, right, sign.</summary>
internal static class ScriptBits
{
    private const double Range = 4294967296;
    private const int ShiftMask = 31;

    public static JsValue Compute(JsValue self, JsValue[] arguments)
    {
        var left = ToInt32(TypeConverter.ToNumber(arguments[0]));
        var right = ToInt32(TypeConverter.ToNumber(arguments[1]));
        return arguments[2].AsString() switch
        {
            "&" => left & right,
            "|" => left | right,
            "^" => left ^ right,
            "<<" => left << (right & ShiftMask),
            ">>" => left >> (right & ShiftMask),
            _ => (double)((uint)left >> (right & ShiftMask)),
        };
    }

    public static int ToInt32(double number) =>
        double.IsFinite(number) ? unchecked((int)(uint)(long)(Math.Truncate(number) % Range)) : 0;
}
