using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>
/// Number of a resident identity card, or of a passport or similar paper of a foreign
/// representative.
/// </summary>
internal sealed partial class ChineseIdField : IFieldType
{
    // The 15-digit cards went out of use in 2013.
    private const int RetiredLength = 15;

    public string Name => "chineseId";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var check = ChineseId.Check(text, input.Context.Today);
        var number = check.Value;
        var isOther = number.Length < ChineseId.Length && OtherPaper().IsMatch(number)
            && !(number.Length == RetiredLength && number.All(char.IsAsciiDigit));
        return isOther ? JsonValue.Create(number) : input.Accept(check);
    }

    [GeneratedRegex(@"^[A-Z0-9]{5,17}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OtherPaper();
}
