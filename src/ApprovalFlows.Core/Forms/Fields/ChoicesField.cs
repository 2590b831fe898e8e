using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Any number of the options, each once, stored in the order of the options.</summary>
internal sealed class ChoicesField : IFieldType
{
    public string Name => "choices";

    public JsonNode? Read(FieldInput input)
    {
        // A posted form sends a single tick as text.
        JsonElement[] ticks = input.Value.ValueKind == JsonValueKind.Array
            ? [.. input.Value.EnumerateArray()]
            : [input.Value];
        if (ticks.Length > FormLimits.OptionsMax)
            return input.Refuse("Field.Choice");

        var chosen = new HashSet<string>();
        foreach (var tick in ticks)
        {
            if (CleanText.Read(input with { Value = tick }) is not { } text)
                return null;
            if (!chosen.Add(text))
                return input.Refuse("Field.ChosenTwice");
        }
        var known = input.Field.Options!.Select(o => o.Value).Where(chosen.Contains).ToList();
        return known.Count == chosen.Count
            ? new JsonArray([.. known.Select(value => JsonValue.Create(value))])
            : input.Refuse("Field.Choice");
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field) => OptionCheck.Run(field);
}
