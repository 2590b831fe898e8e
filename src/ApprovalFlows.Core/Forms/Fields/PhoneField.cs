using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>
/// Telephone: Chinese mobile, Chinese landline with its area number, or Vietnamese with +84.
/// </summary>
internal sealed partial class PhoneField : IFieldType
{
    public string Name => "phone";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var number = Separator().Replace(IdentifierCheck.Clean(text), "");
        if (number.StartsWith("0084", StringComparison.Ordinal))
            number = $"+{number[2..]}";
        if (number.StartsWith("+86", StringComparison.Ordinal))
            number = number[3..];
        return Number().IsMatch(number) ? JsonValue.Create(number) : input.Refuse("Field.Phone");
    }

    [GeneratedRegex(@"[ ()\-]", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}[2-9][0-9]{6,7}|\+84[1-9][0-9]{8,9})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
