namespace ApprovalFlows.Workflows.Http;

/// <summary>An incoming request as activities see it; the host fills it in.</summary>
public sealed record HttpRequestData
{
    public required string Method { get; init; }

    /// <summary>Path after the workflows base path, without leading slash.</summary>
    public required string Path { get; init; }
    public IReadOnlyDictionary<string, string?> RouteValues { get; init; } = Empty;
    public IReadOnlyDictionary<string, string[]> Query { get; init; } = EmptyMany;
    public IReadOnlyDictionary<string, string[]> Headers { get; init; } = EmptyMany;
    public string? ContentType { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Bytes of the whole content, also of what the host took apart (files) or stopped reading
    /// because it was too long.
    /// </summary>
    public long ContentLength { get; init; }
    public IReadOnlyList<HttpFileData> Files { get; init; } = [];

    /// <summary>Fields of a multipart form; those of a URL-encoded one are read from the body.</summary>
    public IReadOnlyDictionary<string, string[]> Form { get; init; } = EmptyMany;

    private static readonly Dictionary<string, string?> Empty = [];
    private static readonly Dictionary<string, string[]> EmptyMany = [];
}

/// <summary>An uploaded file of a request.</summary>
public sealed record HttpFileData(string FieldName, string FileName, string? ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The answer a flow wrote; the host sends it after the commit.</summary>
public sealed class HttpResponseData
{
    public int StatusCode { get; set; } = 200;
    public string? ContentType { get; set; }
    public Dictionary<string, string[]> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
    public ReadOnlyMemory<byte> Body { get; set; }
}
