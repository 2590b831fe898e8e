using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Several lines of text.</summary>
internal sealed class TextAreaField : IFieldType
{
    public string Name => "textarea";

    public JsonNode? Read(FieldInput input) =>
        CleanText.ReadWithin(input, FormLimits.TextAreaLengthMax, multiline: true) is { } text
            ? JsonValue.Create(text)
            : null;

    public IEnumerable<Sentence> CheckDefinition(FormField field) => LengthLimits.Check(field);
}
