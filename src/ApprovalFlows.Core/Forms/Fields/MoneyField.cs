using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Amount in yuan with at most two decimals.</summary>
internal sealed class MoneyField : IFieldType
{
    public string Name => "money";

    public JsonNode? Read(FieldInput input)
    {
        if (!NumberInput.TryRead(input.Value, out var amount) || amount != decimal.Round(amount, 2))
            return input.Refuse("Field.Money");
        var min = input.Field.Min ?? 0;
        var max = input.Field.Max ?? FormLimits.MoneyMax;
        if (amount < min)
            return input.Refuse("Field.AtLeast", min);

        // Dividing by a one with decimals drops trailing zeros, so that 1840.00 is stored as 1840.
        return amount > max
            ? input.Refuse("Field.AtMost", max)
            : JsonValue.Create(amount / 1.0000000000000000000000000000m);
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field) =>
        LengthLimits.CheckRange(field, 0, FormLimits.MoneyMax);
}
