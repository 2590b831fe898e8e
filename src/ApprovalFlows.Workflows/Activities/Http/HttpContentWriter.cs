using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Writes content by its type (Elsa: ContentWriters).</summary>
internal static class HttpContentWriter
{
    public static string TypeFor(object content) => content switch
    {
        byte[] or Stream => "application/octet-stream",
        string => "text/plain",
        _ => "application/json",
    };

    public static ReadOnlyMemory<byte> Write(object content, string contentType)
    {
        if (content is byte[] bytes)
            return bytes;
        if (contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetBytes(content as string ?? PlainJson.Write(content));
        if (contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            && content is IDictionary<string, object?> fields)
            return Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field =>
                $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(TextOf(field.Value))}")));
        return Encoding.UTF8.GetBytes(TextOf(content));
    }

    private static string TextOf(object? content) => content switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IEnumerable => PlainJson.Write(content),
        _ => Convert.ToString(content, CultureInfo.InvariantCulture) ?? "",
    };
}
