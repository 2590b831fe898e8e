using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A name as in a machine-readable zone; fillers become blanks.</summary>
internal sealed class LatinNameField : IFieldType
{
    public string Name => "latinName";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var clean = IdentifierCheck.Clean(text);
        var name = Transliteration.ToLatin(clean);
        return clean.All(c => char.IsAsciiLetterUpper(c) || c is ' ' or '<')
            && name.Length is > 0 and <= Transliteration.NameLength
                ? JsonValue.Create(name)
                : input.Refuse("Field.LatinName", Transliteration.NameLength);
    }
}
