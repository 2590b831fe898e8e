using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>One of the options.</summary>
internal sealed class ChoiceField : IFieldType
{
    public string Name => "choice";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        return input.Field.Options!.Any(option => option.Value == text)
            ? JsonValue.Create(text)
            : input.Refuse("Field.Choice");
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field) => OptionCheck.Run(field);
}
