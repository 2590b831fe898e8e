using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Number of a border pass, a passport or an exit and entry permit.</summary>
internal sealed class TravelDocumentNumberField : IFieldType
{
    public string Name => "travelDocumentNumber";

    public JsonNode? Read(FieldInput input) =>
        CleanText.Read(input) is { } text ? input.Accept(BorderPass.CheckNumber(text)) : null;
}
