using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

/// <summary>Reads the fields of a JSON object one by one and names every wrong one.</summary>
public sealed class Fields(JsonElement body)
{
    private readonly Dictionary<string, IReadOnlyList<Sentence>> errors = [];
    private readonly HashSet<string> known = [];

    public string? Text(string name, bool required = false)
    {
        var value = Find(name, required);
        if (value is null) return null;
        var text = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : null;

        // PostgreSQL stores no null character.
        if (text is not null && !text.Contains('\0', StringComparison.Ordinal)) return text;
        Fail(name, "string");
        return null;
    }

    public Guid Id(string name)
    {
        var text = Text(name, required: true);
        if (Guid.TryParse(text, out var id)) return id;
        if (text is not null) Fail(name, "id");
        return Guid.Empty;
    }

    public int Integer(string name)
    {
        var value = Find(name, required: true);
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var result))
            return result;
        if (value is not null) Fail(name, "integer");
        return 0;
    }

    public DateOnly? Date(string name, bool required = false)
    {
        var text = Text(name, required);
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fail(name, "yyyy-MM-dd");
        return null;
    }

    public bool? Flag(string name)
    {
        var value = Find(name, required: false);
        if (value is null) return null;
        if (value.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.Value.GetBoolean();
        Fail(name, "true | false");
        return null;
    }

    /// <summary>Any value, or null.</summary>
    public JsonElement? Value(string name) => Find(name, required: false);

    public JsonElement? Object(string name, bool required = false) =>
        OfKind(name, JsonValueKind.Object, "object", required);

    public IReadOnlyList<JsonElement> List(string name) =>
        OfKind(name, JsonValueKind.Array, "array", required: false) is { } list
            ? [.. list.EnumerateArray()]
            : [];

    public void Fail(string name, string expected) =>
        errors[name] = [new Sentence("FieldMustBe", expected)];

    /// <exception cref="RuleViolation">A field was wrong, missing or unknown.</exception>
    public void MustBeRight()
    {
        foreach (var property in body.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                errors[property.Name] = [new Sentence("FieldNotKnown", property.Name)];
        }

        if (errors.Count > 0) throw RuleViolation.Invalid(errors);
    }

    private JsonElement? OfKind(string name, JsonValueKind kind, string expected, bool required)
    {
        var value = Find(name, required);
        if (value is null || value.Value.ValueKind == kind) return value;
        Fail(name, expected);
        return null;
    }

    private JsonElement? Find(string name, bool required)
    {
        known.Add(name);
        if (body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        if (required) errors[name] = [new Sentence("FieldRequired")];
        return null;
    }
}
