using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Values of stored state. Text, flags and null stand for themselves; everything else carries its
/// type as an alias, and only registered aliases are read back, so stored text names no .NET type.
/// </summary>
internal static class ValueCodec
{
    private const string TypeKey = "$t";
    private const string ValueKey = "$v";
    private const string ListType = "list";
    private const string ArrayType = "array";
    private const string MapType = "map";
    private const string ExpandoType = "expando";
    private const int MaxDepth = 64;

    public static JsonNode? Encode(object? value, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new InvalidOperationException($"A value is nested more than {MaxDepth} deep.");
        return value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            ExpandoObject expando => Tagged(ExpandoType, Members(expando, depth)),
            JsonElement element => Tagged("JsonElement", JsonNode.Parse(element.GetRawText())),
            JsonNode node => Tagged(TypeAliases.NameOf(node.GetType()), node.DeepClone()),
            Dictionary<string, object> map => Tagged(MapType, Members(map!, depth)),
            object?[] array when value.GetType() == typeof(object[]) => Tagged(ArrayType, Items(array, depth)),
            List<object> list => Tagged(ListType, Items(list, depth)),
            Delegate or Stream => null,
            _ => EncodeTyped(value),
        };
    }

    public static object? Decode(JsonNode? node)
    {
        if (node is null)
            return null;
        if (node is not JsonObject tagged)
            return PlainJson.ToObject(node);
        var type = tagged[TypeKey]?.GetValue<string>();
        var value = tagged[ValueKey];
        return type switch
        {
            null => PlainJson.ToObject(node),
            ExpandoType => DecodeMembers(value!.AsObject(), new ExpandoObject()),
            MapType => DecodeMembers(value!.AsObject(), new Dictionary<string, object?>()),
            ArrayType => value!.AsArray().Select(Decode).ToArray(),
            ListType => value!.AsArray().Select(Decode).ToList(),
            _ => DecodeTyped(type, value),
        };
    }

    private static JsonObject? EncodeTyped(object value)
    {
        var type = value.GetType();
        try
        {
            return Tagged(
                TypeAliases.NameOf(type),
                JsonSerializer.SerializeToNode(value, type, EngineJson.WithPlainObjects));
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            // Elsa: VariablePersistenceManager.cs — what cannot be written is skipped.
            return null;
        }
    }

    private static object? DecodeTyped(string alias, JsonNode? value)
    {
        if (TypeAliases.Find(alias) is not { } type)
            return PlainJson.ToObject(value);
        return type == typeof(JsonElement) ? JsonSerializer.SerializeToElement(value)
            : typeof(JsonNode).IsAssignableFrom(type) ? value?.DeepClone()
            : value.Deserialize(type, EngineJson.WithPlainObjects);
    }

    private static JsonObject Tagged(string type, JsonNode? value) =>
        new() { [TypeKey] = type, [ValueKey] = value };

    private static JsonObject Members(IDictionary<string, object?> members, int depth)
    {
        var json = new JsonObject();
        foreach (var (name, member) in members)
            json[name] = Encode(member, depth + 1);
        return json;
    }

    private static JsonArray Items(IEnumerable items, int depth)
    {
        var json = new JsonArray();
        foreach (var item in items)
            json.Add(Encode(item, depth + 1));
        return json;
    }

    private static IDictionary<string, object?> DecodeMembers(
        JsonObject json, IDictionary<string, object?> members)
    {
        foreach (var (name, member) in json)
            members[name] = Decode(member);
        return members;
    }
}
