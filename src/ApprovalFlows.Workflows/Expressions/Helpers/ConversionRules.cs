using System.Collections;
using System.ComponentModel;
using System.Dynamic;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Expressions.Helpers;

/// <summary>A value could not be converted.</summary>
public sealed class ValueConversionException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>The rules in Elsa's order (Elsa: ObjectConverter.cs); the first that fits decides.</summary>
internal static class ConversionRules
{
    public static object? Apply(object? value, Type type, bool strict)
    {
        if (value is null)
            return null;
        if (type.IsInstanceOfType(value))
            return value;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(value))
            return value;
        return value switch
        {
            JsonElement element => FromElement(element, target, strict),
            JsonNode node => FromNode(node, target, strict),
            _ => FromObject(value, type, target, strict),
        };
    }

    // Elsa writes every letter as it is, and what could end a script or an attribute as an escape.
    private static readonly JsonSerializerOptions AsText = new(EngineJson.WithPlainObjects)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static object? FromElement(JsonElement element, Type target, bool strict) =>
        element.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Number when target == typeof(string) => element.GetRawText(),
            JsonValueKind.String when target == typeof(string) => element.GetString(),
            JsonValueKind.String => Apply(element.GetString(), target, strict),
            JsonValueKind.True or JsonValueKind.False when target.IsValueType =>
                Apply(element.GetBoolean(), target, strict),
            JsonValueKind.Number when target.IsPrimitive => Apply(element.GetDecimal(), target, strict),
            _ when target == typeof(string) => element.GetRawText(),
            _ => Deserialize(element.GetRawText(), target),
        };

    private static object? FromNode(JsonNode node, Type target, bool strict)
    {
        if (target == typeof(string))
            return node is JsonValue text && text.TryGetValue<string>(out var plain)
                ? plain
                : node.ToJsonString(EngineJson.Plain);
        return node is JsonValue scalar
            ? Apply(PlainJson.ToObject(scalar), target, strict)
            : Deserialize(node.ToJsonString(EngineJson.Plain), target);
    }

    private static object? FromObject(object value, Type type, Type target, bool strict)
    {
        if (value is string text)
        {
            if (!target.IsPrimitive && target != typeof(object) && FromStructuredText(text, target) is { } parsed)
                return parsed.Value;
            if (target == typeof(string))
                return text;
        }

        if (DateConversion.TryConvert(value, target, out var date))
            return date;
        if (value is IDictionary<string, object?> && (target.IsClass || target.IsInterface)
            && target != typeof(string))
            return Deserialize(PlainJson.Write(value), target);
        if (target == typeof(string) && (value is IEnumerable<object> or IDictionary<string, object?>))
            return JsonSerializer.Serialize(value, AsText);
        if (TryTypeConverter(value, target, out var converted))
            return converted;
        if (target.IsEnum && TryEnum(value, target, out var constant))
            return constant;
        if (value is string blank && string.IsNullOrWhiteSpace(blank))
            return null;
        if (value is IEnumerable items && SequenceConversion.TryConvert(value, items, target, strict, out var list))
            return list;
        return ChangeType(value, type, target, strict);
    }

    private readonly record struct Parsed(object? Value);

    private static Parsed? FromStructuredText(string text, Type target)
    {
        if (target == typeof(byte[]))
            return new(Convert.FromBase64String(text));
        var start = text.AsSpan().TrimStart();
        if (target == typeof(string) || target.IsEnum || start.Length == 0 || start[0] is not ('{' or '['))
            return null;
        if (target.IsValueType)
            return null;
        try
        {
            return new(Deserialize(text, target));
        }
        catch (JsonException e)
        {
            throw new ValueConversionException($"The text is no valid {target.Name}: {e.Message}", e);
        }
    }

    private static object? Deserialize(string json, Type target) =>
        target == typeof(ExpandoObject) || target == typeof(IDictionary<string, object>)
            ? PlainJson.Parse(json)
            : JsonSerializer.Deserialize(json, target, EngineJson.WithPlainObjects);

    private static bool TryTypeConverter(object value, Type target, out object? result)
    {
        result = null;
        var converter = TypeDescriptor.GetConverter(target);
        if (converter.CanConvertFrom(value.GetType()) && converter.IsValid(value) && !target.IsEnum)
        {
            result = converter.ConvertFrom(null, CultureInfo.InvariantCulture, value);
            return true;
        }

        var source = TypeDescriptor.GetConverter(value);
        if (target == typeof(string) || !source.CanConvertTo(target) || target.IsPrimitive)
            return false;
        result = source.ConvertTo(null, CultureInfo.InvariantCulture, value, target);
        return true;
    }

    private static bool TryEnum(object value, Type target, out object? result)
    {
        result = value switch
        {
            string name => Enum.TryParse(target, name, out var parsed)
                ? parsed
                : throw new ValueConversionException($"'{name}' is no {target.Name}."),
            int or long or double => Enum.ToObject(target, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
            _ => null,
        };
        return result is not null;
    }

    private static object? ChangeType(object value, Type type, Type target, bool strict)
    {
        try
        {
            if (target == typeof(string))
                return TypeDescriptor.GetConverter(value).ConvertToInvariantString(value);
            return Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            if (strict || e is OverflowException)
                throw new ValueConversionException(
                    $"'{value}' could not be converted to {target.Name}.", e);
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }
}
