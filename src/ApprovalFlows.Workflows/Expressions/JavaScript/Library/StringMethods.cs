using System.Text;
using Jint.Native;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

/// <summary>String functions newer than ECMAScript 5.1.</summary>
internal static class StringMethods
{
    public static readonly Dictionary<string, Method> Table = new(StringComparer.Ordinal)
    {
        ["includes"] = call => Needle(call) is var needle
            && From(call, call.SelfText()).Contains(needle, StringComparison.Ordinal),
        ["startsWith"] = call => Needle(call) is var needle
            && From(call, call.SelfText()).StartsWith(needle, StringComparison.Ordinal),
        ["endsWith"] = EndsWith,
        ["repeat"] = Repeat,
        ["padStart"] = call => Padding(call) + call.SelfText(),
        ["padEnd"] = call => call.SelfText() + Padding(call),
        ["trimStart"] = call => call.SelfText().TrimStart(),
        ["trimEnd"] = call => call.SelfText().TrimEnd(),
        ["trimLeft"] = call => call.SelfText().TrimStart(),
        ["trimRight"] = call => call.SelfText().TrimEnd(),
        ["replaceAll"] = ReplaceAll,
        ["matchAll"] = RegExpMethods.MatchAll,
        ["at"] = At,
        ["codePointAt"] = CodePointAt,
        ["normalize"] = Normalize,
    };

    public static readonly Dictionary<string, Method> Static = new(StringComparer.Ordinal)
    {
        ["raw"] = Raw,
        ["fromCodePoint"] = FromCodePoint,
    };

    /// <summary>The letters of a text; a pair of surrogates is one.</summary>
    public static IEnumerable<string> CodePoints(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                yield return text.Substring(i++, 2);
            else
                yield return text[i].ToString();
    }

    private static string Needle(MethodCall call) => call[0].IsRegExp()
        ? throw call.TypeError("First argument must not be a regular expression")
        : call.Text(0);

    private static string From(MethodCall call, string text) =>
        text[(int)Math.Clamp(call.Integer(1), 0, text.Length)..];

    private static JsValue EndsWith(MethodCall call)
    {
        var text = call.SelfText();
        var end = (int)Math.Clamp(call.Integer(1, text.Length), 0, text.Length);
        return text[..end].EndsWith(Needle(call), StringComparison.Ordinal);
    }

    private static JsValue Repeat(MethodCall call)
    {
        var text = call.SelfText();
        var count = call.Integer(0);
        if (count < 0 || double.IsInfinity(count))
            throw call.RangeError($"Invalid count value: {call.Text(0)}");
        if (text.Length == 0)
            return "";
        call.Guards.CheckLength((long)Math.Min(count * text.Length, long.MaxValue / 2));
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Padding(MethodCall call)
    {
        var missing = call.Integer(0) - call.SelfText().Length;
        var filler = call.Has(1) ? call.Text(1) : " ";
        if (missing <= 0 || filler.Length == 0)
            return "";
        call.Guards.CheckLength((long)Math.Min(call.Integer(0), long.MaxValue / 2));
        var whole = new StringBuilder();
        while (whole.Length < missing)
            whole.Append(filler);
        return whole.ToString(0, (int)missing);
    }

    private static JsValue ReplaceAll(MethodCall call)
    {
        if (call[0].IsObject() && call[0].AsObject() is RegExpInstance pattern)
            return pattern.Global
                ? ((ICallable)call.Engine.String.PrototypeObject.Get("replace").AsObject()).Call(
                    new JsValue(call.SelfText()), call.Arguments)
                : throw call.TypeError("replaceAll must be called with a global RegExp");
        var text = call.SelfText();
        var needle = call.Text(0);
        var replace = call[1].IsObject() && call[1].AsObject() is ICallable callable ? callable : null;
        var with = replace is null ? call.Text(1) : "";
        var result = new StringBuilder();
        var done = 0;
        for (var at = text.IndexOf(needle, StringComparison.Ordinal); at >= 0;
            at = at + Math.Max(needle.Length, 1) > text.Length
                ? -1
                : text.IndexOf(needle, at + Math.Max(needle.Length, 1), StringComparison.Ordinal))
        {
            var piece = replace is null
                ? Substitute(with, text, needle, at)
                : TypeConverter.ToString(replace.Call(JsValue.Undefined, [needle, at, text]));
            call.Guards.CheckLength((long)result.Length + at - done + piece.Length);
            result.Append(text, done, at - done).Append(piece);
            done = at + needle.Length;
        }

        call.Guards.CheckLength((long)result.Length + text.Length - done);
        return result.Append(text, done, text.Length - done).ToString();
    }

    private static string Substitute(string with, string text, string needle, int at) =>
        !with.Contains('$', StringComparison.Ordinal)
            ? with
            : with.Replace("$$", "\0", StringComparison.Ordinal)
                .Replace("$&", needle, StringComparison.Ordinal)
                .Replace("\0", "$", StringComparison.Ordinal);

    private static JsValue At(MethodCall call)
    {
        var text = call.SelfText();
        var index = call.Integer(0);
        index = index < 0 ? text.Length + index : index;
        return index >= 0 && index < text.Length ? text[(int)index].ToString() : JsValue.Undefined;
    }

    private static JsValue CodePointAt(MethodCall call)
    {
        var text = call.SelfText();
        var index = call.Integer(0);
        if (index < 0 || index >= text.Length)
            return JsValue.Undefined;
        var at = (int)index;
        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1])
            : text[at];
    }

    private static JsValue Normalize(MethodCall call)
    {
        var form = (call.Has(0) ? call.Text(0) : "NFC") switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw call.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
        };
        var normal = call.SelfText().Normalize(form);
        call.Guards.CheckLength(normal.Length);
        return normal;
    }

    private static JsValue Raw(MethodCall call)
    {
        var raws = call.ItemsOf(call[0].AsObject().Get("raw").AsObject());
        var result = new StringBuilder();
        for (var i = 0; i < raws.Length; i++)
        {
            result.Append(TypeConverter.ToString(raws[i]));
            if (i + 1 < raws.Length && i + 1 < call.Arguments.Length)
                result.Append(call.Text(i + 1));
            call.Guards.CheckLength(result.Length);
        }

        return result.ToString();
    }

    private static JsValue FromCodePoint(MethodCall call)
    {
        var result = new StringBuilder();
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var code = TypeConverter.ToNumber(call[i]);
            if (code is not (>= 0 and <= 0x10FFFF) || code != Math.Floor(code))
                throw call.RangeError($"Invalid code point {call.Text(i)}");
            result.Append(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32((int)code));
        }

        return result.ToString();
    }
}
