using System.Text;
using System.Text.Json;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

/// <summary>A request body, or the named part of it, that is not what it has to be.</summary>
public sealed class BadBodyException(int status, Sentence sentence, string field = "body")
    : Exception(sentence.Key)
{
    public string Field { get; } = field;
    public int Status { get; } = status;
    public Sentence Sentence { get; } = sentence;
}

/// <summary>
/// Reads a JSON body strictly: bounded, valid UTF-8, an object without doubled names. Lenient
/// readers would replace or drop what the applicant sent.
/// </summary>
public static class Body
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, CancellationToken cancellation) =>
        ParseObject(await ReadBytesAsync(request, MaxBytes, cancellation));

    /// <exception cref="BadBodyException">It is no such object.</exception>
    public static JsonElement ParseObject(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new BadBodyException(StatusCodes.Status400BadRequest, new Sentence("BodyMustBeObject"));
            MustBeText(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception bad) when (bad is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw new BadBodyException(StatusCodes.Status400BadRequest, new Sentence("BodyNotJson", PlaceOf(bad)));
        }
    }

    public static async Task<byte[]> ReadBytesAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        var tooLarge = new BadBodyException(
            StatusCodes.Status413PayloadTooLarge, new Sentence("BodyTooLarge", maxBytes / 1024));
        if (request.ContentLength > maxBytes) throw tooLarge;
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > maxBytes) throw tooLarge;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    // A lone surrogate escape parses but can never be read; find it here, not in a validator.
    private static void MustBeText(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) _ = element.GetString();
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) MustBeText(item);
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            _ = property.Name;
            MustBeText(property.Value);
        }
    }

    private static string PlaceOf(Exception bad) =>
        bad is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
            ? $"{line + 1}:{column + 1}"
            : "UTF-8";
}
