using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Values as a sentence shows them: quoted, and not longer than one can take in.</summary>
internal static class Shown
{
    private const int MaxLength = 80;
    private const int Lead = 20;

    public static object Value(JsonNode? json) => json switch
    {
        null => "–",
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => new Sentence("Differs.Yes"),
            JsonValueKind.False => new Sentence("Differs.No"),
            JsonValueKind.Number => value.ToJsonString(),
            _ => Quoted(value.ToString()),
        },
        JsonObject shape when Local(shape) is { } text => FlowNames.Quoted(text),
        _ => Short(json.Text()!),
    };

    public static string Quoted(string text) => $"“{Short(text)}”";

    public static string Short(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    /// <summary>Two long texts from a little before the place where they part.</summary>
    public static (string Old, string New) Pair(string before, string after)
    {
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(before.Length, after.Length) <= MaxLength ? 0 : Math.Max(0, same - Lead);
        return (From(before, from), From(after, from));
    }

    /// <summary>A text in the three languages, or null when it is something else.</summary>
    public static LocalText? Local(JsonNode? json) =>
        json is JsonObject { Count: 3 } shape
        && shape.ContainsKey("zh") && shape.ContainsKey("vi") && shape.ContainsKey("en")
            ? new LocalText(shape.Text("zh") ?? "", shape.Text("vi") ?? "", shape.Text("en") ?? "")
            : null;

    private static string From(string text, int start)
    {
        start = Math.Min(start, text.Length);
        return (start > 0 ? "…" : "") + Short(text[start..]);
    }
}
