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
        return Find(input.Field, text) is { } chosen
            ? JsonValue.Create(chosen.Value)
            : input.Refuse("Field.Choice");
    }

    /// <summary>The option of that code or that name.</summary>
    public static FormOption? Find(FormField field, string text) =>
        field.Options!.FirstOrDefault(option => option.Value == text)
        ?? field.Options!.FirstOrDefault(option => IsNamed(option.Label, text));

    // Whoever fills a form by a program or a table writes the words, not our codes.
    private static bool IsNamed(LocalText label, string text) =>
        label.Zh == text || label.Vi == text || label.En == text;

    public IEnumerable<Sentence> CheckDefinition(FormField field) => OptionCheck.Run(field);
}
