using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Core.Privacy;

/// <summary>
/// Values of flows as those see them who repair flows: what a name or a long number gives away about
/// a person is hidden (个人信息保护法 §6).
/// </summary>
public static partial class MaskedValue
{
    private const int MaxLength = 500;

    public static string? Of(string name, object? value) => value switch
    {
        null => null,
        string text => Cut(IsPersonal().IsMatch(name) ? Hidden(text) : Text(text)),
        bool flag => flag ? "true" : "false",
        DateTimeOffset or DateTime or DateOnly or Guid or Enum => value.ToString(),
        IFormattable number => Text(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Cut(Json(name, Parse(value))?.ToJsonString(Plain) ?? ""),
    };

    /// <summary>A sentence of a machine: mail addresses, queries and long numbers in it are hidden.</summary>
    public static string Text(string text) => LongNumber().Replace(
        Mail().Replace(Query().Replace(text, "$1?***"), "***@"), match => Masking.LastFour(match.Value));

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonNode? Parse(object value)
    {
        try
        {
            return JsonNode.Parse(PlainJson.Write(value));
        }
        catch (Exception failure) when (failure is NotSupportedException or JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Json(string name, JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(member.Key, Json(member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => Json(name, item))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String =>
            JsonValue.Create(Of(name, value.GetValue<string>())),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number
            && Text(value.ToJsonString()) is var shown && shown != value.ToJsonString() => JsonValue.Create(shown),
        _ => node?.DeepClone(),
    };

    private static string Hidden(string text) =>
        text.Length == 0 ? "" : text.Any(char.IsAsciiDigit) ? Masking.LastFour(text) : Masking.Name(text);

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..(MaxLength - 1)] + "…";

    [GeneratedRegex(
        "applicant|person|contact|representative|worker|phone|mobile|passport|identity|idNumber|idCard"
        + "|birth|address|e-?mail|fullName|姓名|电话|身份证|护照|地址",
        RegexOptions.IgnoreCase)]
    private static partial Regex IsPersonal();

    [GeneratedRegex(@"(?<![0-9A-Za-z-])[A-Za-z]{0,2}\d{7,}[0-9Xx]?(?![0-9A-Za-z])")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(https?://[^\s?'""]+)\?[^\s'""]*")]
    private static partial Regex Query();

    [GeneratedRegex(@"[^\s@<>""]+@")]
    private static partial Regex Mail();
}
