using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Reads a number that is a JSON number, or text as a posted form sends it.</summary>
internal static class NumberInput
{
    private const int LengthMax = 30;
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static bool TryRead(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            JsonValueKind.String => TryParse(value, out number),
            _ => false,
        };
    }

    private static bool TryParse(JsonElement value, out decimal number)
    {
        number = 0;
        return CleanText.TryDecode(value, out var text)
            && text.Length <= LengthMax
            && decimal.TryParse(
                IdentifierCheck.Clean(text), Style, CultureInfo.InvariantCulture, out number);
    }
}
