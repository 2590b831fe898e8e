using System.Text.Json.Nodes;
using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Area code; a retired one is stored as its successor.</summary>
internal sealed class AreaCodeField : IFieldType
{
    private const int CityPrefixLength = 4;

    public string Name => "areaCode";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var check = AreaCode.Check(text);
        if (!check.IsValid)
            return input.Accept(check);

        var areas = input.Context.Pilot.Areas;
        var current = areas.FindCurrent(check.Value);
        return current is null && IsKept(areas, check.Value)
            ? input.Refuse("Pilot.AreaUnknown", check.Value)
            : JsonValue.Create(current?.Code ?? check.Value);
    }

    // The register holds some cities as a whole; only there a missing code is a wrong code.
    private static bool IsKept(AreaRegister areas, string code) =>
        areas.ChildrenOf(code[..CityPrefixLength] + "00").Any();
}
