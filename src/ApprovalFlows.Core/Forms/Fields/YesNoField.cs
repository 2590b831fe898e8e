using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A tick. A posted form sends it as text.</summary>
internal sealed class YesNoField : IFieldType
{
    public string Name => "yesNo";

    public JsonNode? Read(FieldInput input)
    {
        if (ReadAnswer(input.Value) is not { } answer)
            return input.Refuse("Field.YesNo");
        if (input.Field.MustBe is { } mustBe && answer != mustBe)
            return input.Refuse(mustBe ? "Field.MustAgree" : "Field.MustDeny", input.Field.Label);
        return JsonValue.Create(answer);
    }

    private static bool? ReadAnswer(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetRawText() switch
            {
                "\"true\"" or "\"on\"" => true,
                "\"false\"" => false,
                _ => null,
            },
            _ => null,
        };
}
