using System.Dynamic;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Reads the content of a request or an answer by its type.</summary>
internal static class HttpContentParser
{
    public static object? Parse(HttpRequestData request, Type? target) =>
        Parse(request.ContentType ?? "", request.Body, target);

    public static object? Parse(string contentType, ReadOnlyMemory<byte> body, Type? target)
    {
        if (contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return ParseJson(Encoding.UTF8.GetString(body.Span), target);
        if (contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || contentType.Contains("xml", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(body.Span);
        return new HttpFileData("", "file", contentType, body);
    }

    // Without a variable that wants more, JSON stays text.
    private static object? ParseJson(string text, Type? target)
    {
        if (target is null || target == typeof(string))
            return text;
        if (target == typeof(object) || target == typeof(ExpandoObject))
            return PlainJson.Parse(text);
        if (target.IsPrimitive)
            return text.ConvertTo(target);
        return JsonSerializer.Deserialize(text, target, EngineJson.WithPlainObjects);
    }
}
