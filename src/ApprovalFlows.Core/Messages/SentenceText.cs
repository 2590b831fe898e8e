using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Messages;

/// <summary>
/// Keeps sentences as JSON, each argument with its kind, so that they can be told in any language later.
/// </summary>
public static class SentenceText
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write(Sentence sentence) => ToJson(sentence).ToJsonString(Plain);

    public static Sentence Read(string text) => ToSentence(JsonNode.Parse(text)!);

    public static string WriteLines(IEnumerable<MessageLine> lines) => new JsonArray([.. lines.Select(line =>
        (JsonNode)new JsonObject
        {
            ["text"] = ToJson(line.Text),
            ["case"] = line.CaseNumber,
            ["task"] = line.TaskId?.ToString(),
            ["address"] = line.Address,
        })]).ToJsonString(Plain);

    public static IReadOnlyList<MessageLine> ReadLines(string? text) => text is null
        ? []
        :
        [
            .. JsonNode.Parse(text)!.AsArray().Select(line => new MessageLine(
                ToSentence(line!["text"]!),
                line["case"]?.GetValue<string>(),
                line["task"] is { } task ? Guid.Parse(task.GetValue<string>()) : null)
            { Address = line["address"]?.GetValue<string>() }),
        ];

    private static JsonObject ToJson(Sentence sentence) => new()
    {
        ["key"] = sentence.Key,
        ["args"] = new JsonArray([.. sentence.Args.Select(ToJson)]),
    };

    private static JsonNode ToJson(object argument) => argument switch
    {
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        decimal amount => new JsonObject { ["amount"] = amount },
        DateOnly date => new JsonObject { ["date"] = date.ToString(DateFormat, CultureInfo.InvariantCulture) },
        DateTimeOffset at => new JsonObject { ["at"] = at.ToString("O", CultureInfo.InvariantCulture) },
        LocalText text => new JsonObject { ["zh"] = text.Zh, ["vi"] = text.Vi, ["en"] = text.En },
        Sentence sentence => ToJson(sentence),
        _ => throw new ArgumentException($"A message cannot keep a {argument.GetType().Name}."),
    };

    private static Sentence ToSentence(JsonNode node) => new(
        node["key"]!.GetValue<string>(), [.. node["args"]!.AsArray().Select(item => ToArgument(item!))]);

    private static object ToArgument(JsonNode node)
    {
        if (node is JsonValue value)
            return value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.GetValue<int>();
        if (node["key"] is not null) return ToSentence(node);
        if (node["date"] is { } date)
            return DateOnly.ParseExact(date.GetValue<string>(), DateFormat, CultureInfo.InvariantCulture);
        if (node["at"] is { } at)
        {
            return DateTimeOffset.Parse(
                at.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        if (node["amount"] is { } amount) return amount.GetValue<decimal>();
        return new LocalText(
            node["zh"]!.GetValue<string>(), node["vi"]!.GetValue<string>(), node["en"]!.GetValue<string>());
    }
}
