using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Rows with the same columns.</summary>
internal sealed class ListField : IFieldType
{
    public string Name => "list";

    public JsonNode? Read(FieldInput input)
    {
        if (input.Value.ValueKind != JsonValueKind.Array)
            return input.Refuse("Field.ListExpected");
        var count = input.Value.GetArrayLength();
        var min = input.Field.MinItems ?? 0;
        var max = input.Field.MaxItems ?? FormLimits.ItemsMax;
        if (count < min)
            return input.Refuse("Field.TooFewItems", min, count);
        if (count > max)
            return input.Refuse("Field.TooManyItems", max, count);

        var items = new JsonArray();
        foreach (var item in input.Value.EnumerateArray())
            items.Add(ReadItem(input, item, $"{input.Path}[{items.Count}]"));
        CheckUnique(input, items);
        return items;
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field)
    {
        var columns = field.Columns ?? [];
        if (columns.Count is 0 or > FormLimits.ColumnsMax)
            yield return new Sentence("Form.Limit", field.Name, "columns");
        if (field.MaxItems is < 1 or > FormLimits.AnyItemsMax)
            yield return new Sentence("Form.Limit", field.Name, "maxItems");
        if (field.MinItems < 0 || field.MinItems > (field.MaxItems ?? FormLimits.ItemsMax))
            yield return new Sentence("Form.Limit", field.Name, "minItems");
        if (field.UniqueColumn is { } unique && columns.All(c => c.Name != unique))
            yield return new Sentence("Form.Limit", field.Name, "uniqueColumn");
    }

    private static JsonObject ReadItem(FieldInput input, JsonElement item, string path)
    {
        if (item.ValueKind == JsonValueKind.Object)
            return input.Scope.ReadObject(input.Field.Columns!, item, $"{path}.");
        input.Scope.Errors.Add(path, new Sentence("Field.ItemExpected"));
        return [];
    }

    private static void CheckUnique(FieldInput input, JsonArray items)
    {
        if (input.Field.UniqueColumn is not { } column)
            return;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < items.Count; i++)
            if (items[i]![column]?.ToString() is { } text && !seen.Add(text))
                input.Scope.Errors.Add(
                    $"{input.Path}[{i}].{column}", new Sentence("Field.UsedTwice", text));
    }
}
