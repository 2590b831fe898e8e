using System.Net;
using System.Text;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Form fields of a request.</summary>
internal static class HttpForm
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";

    public static bool IsForm(HttpRequestData request) =>
        request.ContentType is { } type
        && (type.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase)
            || type.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase));

    public static Dictionary<string, object> Fields(HttpRequestData request)
    {
        var fields = request.Form.Count > 0 || request.ContentType!.StartsWith(
            Multipart, StringComparison.OrdinalIgnoreCase)
            ? request.Form.SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value))
            : Decode(Encoding.UTF8.GetString(request.Body.Span));
        return fields.GroupBy(field => field.Key).ToDictionary(
            group => group.Key,
            group => group.Count() == 1
                ? (object)group.First().Value
                : group.Select(field => field.Value).ToArray());
    }

    private static IEnumerable<(string Key, string Value)> Decode(string body) =>
        from part in body.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let pair = part.Split('=', 2)
        select (WebUtility.UrlDecode(pair[0]), pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : "");
}
