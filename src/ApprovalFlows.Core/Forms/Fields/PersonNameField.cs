using System.Globalization;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A person's name as in the document, with its diacritics.</summary>
internal sealed class PersonNameField : IFieldType
{
    private const int LengthMax = 60;

    public string Name => "personName";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.ReadWithin(input, LengthMax) is not { } text)
            return null;
        return text.All(IsOfName) && text.Any(char.IsLetter)
            ? JsonValue.Create(text)
            : input.Refuse("Field.PersonName");
    }

    private static bool IsOfName(char c) =>
        char.IsLetter(c) || c is ' ' or '-' or '\'' or '’'
        || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
