using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Whole number, not negative unless the field says so.</summary>
internal sealed class IntegerField : IFieldType
{
    public string Name => "integer";

    public JsonNode? Read(FieldInput input)
    {
        if (!NumberInput.TryRead(input.Value, out var number) || number != decimal.Truncate(number))
            return input.Refuse("Field.Integer");
        var min = input.Field.Min ?? 0;
        var max = input.Field.Max ?? FormLimits.IntegerMax;
        if (number < min)
            return input.Refuse("Field.AtLeast", min);
        return number > max
            ? input.Refuse("Field.AtMost", max)
            : JsonValue.Create((long)number);
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field) =>
        LengthLimits.CheckRange(field, -FormLimits.IntegerMax, FormLimits.IntegerMax);
}
