namespace ApprovalFlows.Workflows.Http;

/// <summary>
/// A path with parameters, such as <c>orders/{id}/{*rest}</c>; letters compare without case. Paths come
/// decoded.
/// </summary>
public sealed class HttpRouteTemplate
{
    private readonly string[] segments;

    public HttpRouteTemplate(string template) => segments = Split(template);

    /// <summary>The values of the parameters, or null when the path does not match.</summary>
    public IReadOnlyDictionary<string, string?>? Match(string path)
    {
        var parts = Split(path);
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < segments.Length; i++)
        {
            var parameter = Parameter.Parse(segments[i]);
            if (parameter is null)
            {
                if (i >= parts.Length || !parts[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase))
                    return null;
            }
            else if (parameter.IsRest)
            {
                values[parameter.Name] = string.Join('/', parts.Skip(i));
                return values;
            }
            else if (i < parts.Length)
            {
                values[parameter.Name] = parts[i];
            }
            else if (parameter.IsOptional)
            {
                values[parameter.Name] = parameter.Default;
            }
            else
            {
                return null;
            }
        }

        return parts.Length > segments.Length ? null : values;
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Parameter(string Name, bool IsRest, bool IsOptional, string? Default)
    {
        public static Parameter? Parse(string segment)
        {
            if (!segment.StartsWith('{') || !segment.EndsWith('}'))
                return null;
            var text = segment[1..^1];
            var isRest = text.StartsWith('*');
            text = text.TrimStart('*');
            var withDefault = text.Split('=', 2);
            var isOptional = withDefault.Length > 1 || withDefault[0].EndsWith('?');
            var name = withDefault[0].TrimEnd('?').Split(':')[0];
            return new Parameter(name, isRest, isOptional, withDefault.ElementAtOrDefault(1));
        }
    }
}
