using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Vietnamese personal number.</summary>
internal sealed class PersonalNumberField : IFieldType
{
    public string Name => "personalNumber";

    public JsonNode? Read(FieldInput input) =>
        CleanText.Read(input) is { } text
            ? input.Accept(PersonalNumber.Check(text, input.Context.Today))
            : null;
}
