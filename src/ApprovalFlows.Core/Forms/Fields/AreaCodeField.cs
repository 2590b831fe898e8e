using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Area code; a retired one is stored as its successor.</summary>
internal sealed class AreaCodeField : IFieldType
{
    public string Name => "areaCode";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var check = AreaCode.Check(text);
        if (!check.IsValid)
            return input.Accept(check);

        var areas = input.Context.Pilot.Areas;
        return areas.IsWrong(check.Value)
            ? input.Refuse("Pilot.AreaUnknown", check.Value)
            : JsonValue.Create(areas.FindCurrent(check.Value)?.Code ?? check.Value);
    }
}
