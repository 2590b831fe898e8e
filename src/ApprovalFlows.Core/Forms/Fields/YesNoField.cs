using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A tick. A posted form sends it as text.</summary>
internal sealed class YesNoField : IFieldType
{
    private static readonly LocalText Yes = LocalText.Of("Field.Yes.Word");
    private static readonly LocalText No = LocalText.Of("Field.No.Word");

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
            JsonValueKind.String when CleanText.TryDecode(value, out var text) => text.Trim() switch
            {
                "true" or "on" => true,
                "false" => false,
                var word when IsWord(Yes, word) => true,
                var word when IsWord(No, word) => false,
                _ => null,
            },
            _ => null,
        };

    // Whoever fills a table writes the words.
    private static bool IsWord(LocalText words, string text) =>
        new[] { words.Zh, words.Vi, words.En }.Contains(text, StringComparer.OrdinalIgnoreCase);
}
