using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Web.Components.Print;

/// <summary>What a certificate's paper shows of the approved application.</summary>
internal sealed record PaperContents(string? Address, string? Headcount, string? Posts)
{
    public static PaperContents Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var values = document.RootElement;
        return new PaperContents(values.TextOf("address"), NumberOf(values, "headcount"), PostsOf(values));
    }

    private static string? NumberOf(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDecimal().ToString("0", CultureInfo.InvariantCulture)
            : null;

    private static string? PostsOf(JsonElement values)
    {
        if (!values.TryGetProperty("posts", out var posts) || posts.ValueKind != JsonValueKind.Array) return null;
        var lines = posts.EnumerateArray()
            .Select(post => $"{post.TextOf("tasks") ?? post.TextOf("code")} × {NumberOf(post, "count")}");
        return string.Join("；", lines);
    }
}
