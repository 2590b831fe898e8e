using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Error;
using Jint.Native.Object;
using Jint.Runtime;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Library;

internal delegate JsValue Method(MethodCall call);

/// <summary>One call of a library function from a script.</summary>
internal sealed record MethodCall(Engine Engine, ScriptGuards Guards, JsValue Self, JsValue[] Arguments)
{
    public JsValue this[int index] => index < Arguments.Length ? Arguments[index] : JsValue.Undefined;

    public bool Has(int index) => !this[index].IsUndefined();

    public double Integer(int index, double otherwise = 0)
    {
        if (!Has(index))
            return otherwise;
        var number = TypeConverter.ToNumber(this[index]);
        return double.IsNaN(number) ? 0 : Math.Truncate(number);
    }

    public string Text(int index) => TypeConverter.ToString(this[index]);

    /// <summary>The object the method is called on.</summary>
    public ObjectInstance SelfObject() => Self.IsObject()
        ? Self.AsObject()
        : Self.IsNull() || Self.IsUndefined()
            ? throw TypeError("Cannot convert undefined or null to object")
            : TypeConverter.ToObject(Engine, Self);

    public string SelfText() => Self.IsString()
        ? Self.AsString()
        : Self.IsNull() || Self.IsUndefined()
            ? throw TypeError("String.prototype method called on null or undefined")
            : TypeConverter.ToString(Self);

    /// <summary>The items of the array the method is called on; it must not be too long.</summary>
    public JsValue[] SelfItems() => ItemsOf(SelfObject());

    public JsValue[] ItemsOf(ObjectInstance array)
    {
        var length = LengthOf(array);
        Guards.CheckMemory();
        var items = new JsValue[length];
        for (var i = 0; i < length; i++)
            items[i] = array.Get(IndexText(i));
        return items;
    }

    public static int LengthOf(ObjectInstance array)
    {
        var length = TypeConverter.ToNumber(array.Get("length"));
        ScriptGuards.CheckCount(length);
        return length > 0 ? (int)length : 0;
    }

    public ICallable Function(int index) =>
        this[index].IsObject() && this[index].AsObject() is ICallable callable
            ? callable
            : throw TypeError($"{Describe(this[index])} is not a function");

    public JsValue Array(IReadOnlyCollection<JsValue> items)
    {
        ScriptGuards.CheckCount(items.Count);
        var array = Engine.Array.Construct([]);
        Engine.Array.PrototypeObject.Push(array, [.. items]);
        return array;
    }

    /// <summary>An array that also answers <c>next()</c>, as what is walked through once.</summary>
    public JsValue Iterator(IReadOnlyCollection<JsValue> items)
    {
        var array = Array(items);
        var values = items.ToArray();
        var at = 0;
        ScriptExtensions.Add(Engine, Guards, array.AsObject(), "next", call =>
        {
            var step = call.Engine.Object.Construct([]);
            step.Put("value", at < values.Length ? values[at] : JsValue.Undefined, false);
            step.Put("done", at++ >= values.Length, false);
            return step;
        });
        return array;
    }

    /// <summary>What a loop or a spread walks through.</summary>
    public JsValue[] Iterate(JsValue source)
    {
        if (source.IsString())
            return [.. StringMethods.CodePoints(source.AsString()).Select(text => new JsValue(text))];
        if (source.IsObject())
            switch (source.AsObject())
            {
                case ArrayInstance array:
                    return ItemsOf(array);
                case ScriptMap map:
                    return map.IsSet ? [.. map.Keys] : [.. map.Entries.Select(pair => Array([pair.Key, pair.Value]))];
                case var shape when shape.HasProperty("length") && shape.Get("length").IsNumber():
                    return ItemsOf(shape);
            }

        throw TypeError($"{Describe(source)} is not iterable");
    }

    public JavaScriptException TypeError(string message) => Error(Engine.TypeError, message);

    public JavaScriptException RangeError(string message) => Error(Engine.RangeError, message);

    public static string IndexText(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static JavaScriptException Error(ErrorConstructor kind, string message) => new(kind, message);

    private static string Describe(JsValue value) => value.IsObject()
        ? "object"
        : value.IsString() ? $"\"{value.AsString()}\"" : TypeConverter.ToString(value);
}
