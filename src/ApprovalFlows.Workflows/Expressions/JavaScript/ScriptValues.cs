using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.JavaScript.Library;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>Values into a script and out of it: copies, so that no script reaches .NET objects.</summary>
internal static class ScriptValues
{
    private const int MaxDepth = 64;

    // Shared parts count each time they occur: a copy holds them as often, and a state could not.
    private const long MaxCharacters = 4_000_000;

    public static JsValue ToScript(Engine engine, object? value, int depth = 0) => value switch
    {
        _ when depth > MaxDepth => throw new InvalidOperationException(
            $"The value is nested more than {MaxDepth} deep."),
        null => JsValue.Null,
        JsValue already => already,
        string text => new JsValue(text),
        bool flag => new JsValue(flag),
        Enum name => new JsValue(name.ToString()),
        char letter => new JsValue(letter.ToString()),
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            new JsValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        JsonElement element => ToScript(engine, PlainJson.ToObject(element), depth),
        JsonNode node => ToScript(engine, PlainJson.ToObject(node), depth),
        IDictionary<string, object?> members => ToObject(engine, members, depth),
        IDictionary entries => ToObject(engine, entries, depth),
        byte[] bytes => ToArray(engine, bytes, depth),
        IEnumerable items => ToArray(engine, items, depth),
        DateTime date => engine.Date.Construct(date),
        DateTimeOffset date => engine.Date.Construct(date),
        Guid or TimeSpan or DateOnly or TimeOnly or Uri => new JsValue(value.ToString()!),
        Delegate or Type or Stream => JsValue.Undefined,
        _ => ToScript(engine, PlainJson.Parse(PlainJson.Write(value)), depth),
    };

    /// <summary>A value of a literal; it belongs to no engine.</summary>
    public static JsValue OfScalar(object? value) => value switch
    {
        null => JsValue.Null,
        string text => new JsValue(text),
        bool flag => new JsValue(flag),
        _ => new JsValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <exception cref="ScriptLimitException">The value is too large to be copied.</exception>
    public static object? FromScript(JsValue value, int depth = 0)
    {
        if (depth == 0 && ScriptSizes.Of(value, MaxCharacters) > MaxCharacters)
            throw new ScriptLimitException($"The value is longer than {MaxCharacters} characters.");
        if (depth > MaxDepth)
            throw new InvalidOperationException($"The value is nested more than {MaxDepth} deep.");
        if (value.IsNull() || value.IsUndefined())
            return null;
        if (!value.IsObject())
            return value.ToObject();
        return value.AsObject() switch
        {
            ArrayInstance array => FromArray(array, depth),
            ObjectWrapper wrapper => wrapper.Target,
            { Class: "Object" } shape => FromObject(shape, depth),
            ScriptMap => new ExpandoObject(),
            { Class: "Function" } => null,
            { Class: "Error" } error => error.Get("message").ToString(),
            _ => value.ToObject(),
        };
    }

    private static ExpandoObject FromObject(ObjectInstance shape, int depth)
    {
        var expando = new ExpandoObject();
        IDictionary<string, object?> members = expando;
        foreach (var (name, property) in shape.GetOwnProperties())
            if (property.Enumerable == true)
                members[name] = FromScript(shape.Get(name), depth + 1);
        return expando;
    }

    private static object?[] FromArray(ArrayInstance array, int depth)
    {
        var length = (int)array.Get("length").AsNumber();
        var items = new object?[length];
        for (var i = 0; i < length; i++)
            items[i] = FromScript(
                array.Get(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), depth + 1);
        return items;
    }

    private static JsValue ToObject(Engine engine, IDictionary<string, object?> members, int depth)
    {
        var shape = engine.Object.Construct([]);
        foreach (var (name, member) in members)
            shape.Put(name, ToScript(engine, member, depth + 1), false);
        return shape;
    }

    private static JsValue ToObject(Engine engine, IDictionary entries, int depth)
    {
        var shape = engine.Object.Construct([]);
        foreach (DictionaryEntry entry in entries)
            shape.Put(entry.Key.ToString()!, ToScript(engine, entry.Value, depth + 1), false);
        return shape;
    }

    private static JsValue ToArray(Engine engine, IEnumerable items, int depth)
    {
        JsValue[] values = [.. items.Cast<object?>().Select(item => ToScript(engine, item, depth + 1))];
        var array = engine.Array.Construct([]);
        engine.Array.PrototypeObject.Push(array, values);
        return array;
    }
}
