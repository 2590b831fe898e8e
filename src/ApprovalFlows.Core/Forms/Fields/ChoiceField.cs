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
        var chosen = input.Field.Options!.FirstOrDefault(option => option.Value == text)
            ?? input.Field.Options!.FirstOrDefault(option => IsNamed(option.Label, text));
        return chosen is null ? input.Refuse("Field.Choice") : JsonValue.Create(chosen.Value);
    }

    // Whoever fills a form by a program or a table writes the words, not our codes.
    private static bool IsNamed(LocalText label, string text) =>
        label.Zh == text || label.Vi == text || label.En == text;

    public IEnumerable<Sentence> CheckDefinition(FormField field) => OptionCheck.Run(field);
}
