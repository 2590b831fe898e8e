using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Reads the fields of an object: of the whole form, or of one item of a list.</summary>
public sealed record FieldScope(FormContext Context, FormErrors Errors, FormErrors Warnings)
{
    public JsonObject ReadObject(IReadOnlyList<FormField> fields, JsonElement values, string prefix)
    {
        var given = CollectGiven(fields, values, prefix);
        var read = new JsonObject();
        foreach (var field in fields)
        {
            var path = prefix + field.Name;
            if (ReadField(field, path, given.GetValueOrDefault(field.Name)) is { } value)
                read[field.Name] = value;
        }
        return read;
    }

    private JsonNode? ReadField(FormField field, string path, JsonElement value)
    {
        if (!IsEmpty(value))
            return FieldTypes.Find(field.Type)!.Read(new FieldInput(field, path, value, this));
        if (field.Required)
            Errors.Add(path, new Sentence("Field.Required", field.Label));
        return null;
    }

    private Dictionary<string, JsonElement> CollectGiven(
        IReadOnlyList<FormField> fields, JsonElement values, string prefix)
    {
        var given = new Dictionary<string, JsonElement>();
        foreach (var property in values.EnumerateObject())
        {
            var name = NameOf(property);
            var field = fields.FirstOrDefault(f => f.Name == name);
            var path = prefix + FieldNames.Shown(name);
            if (field is null)
                Errors.Add(path, new Sentence("Field.Unknown", FieldNames.Shown(name)));
            else if (!given.TryAdd(name, property.Value))
                Errors.Add(path, new Sentence("Field.Twice", field.Label));
        }
        return given;
    }

    // A lone surrogate written as an escape cannot become a string.
    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => CleanText.IsBlank(value),
            JsonValueKind.Array => value.GetArrayLength() == 0,
            _ => false,
        };
}
