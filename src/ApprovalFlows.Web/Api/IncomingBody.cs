using ApprovalFlows.Core;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// Reads the body of a request for a flow. What is longer than its endpoint allows is not read on;
/// the flow is told the length and answers for itself. What is longer than the host allows never
/// reaches a flow.
/// </summary>
internal sealed class IncomingBody(IncomingHttpOptions limits)
{
    private const int ChunkBytes = 16 * 1024;

    /// <exception cref="BadBodyException">Too long for the host, or an unreadable form.</exception>
    public async Task<HttpRequestData> ReadAsync(
        HttpContext context, HttpRequestData head, long? allowed, CancellationToken cancellation)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        var limit = Math.Min(allowed ?? limits.MaxRequestBytes, limits.MaxRequestBytes);
        if (request.ContentLength > limit) return TooLong(head, request.ContentLength.Value);
        using var buffer = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > limit) return TooLong(head, buffer.Length + read);
            buffer.Write(chunk, 0, read);
        }

        var complete = head with { Body = buffer.ToArray(), ContentLength = buffer.Length };
        return IsMultipart(request) ? await WithFormAsync(request, complete, cancellation) : complete;
    }

    private HttpRequestData TooLong(HttpRequestData head, long length) =>
        length > limits.MaxRequestBytes
            ? throw new BadBodyException(
                StatusCodes.Status413PayloadTooLarge, new Sentence("BodyTooLarge", limits.MaxRequestBytes / 1024))
            : head with { ContentLength = length };

    private static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<HttpRequestData> WithFormAsync(
        HttpRequest request, HttpRequestData complete, CancellationToken cancellation)
    {
        request.Body = new MemoryStream(complete.Body.ToArray());
        var options = new FormOptions
        {
            BufferBody = false,
            MultipartBodyLengthLimit = limits.MaxRequestBytes,
            ValueCountLimit = limits.MaxFormFields,
            ValueLengthLimit = limits.MaxRequestBytes,
            MemoryBufferThreshold = limits.MaxRequestBytes,
        };
        try
        {
            var form = await request.ReadFormAsync(options, cancellation);
            if (form.Files.Count > limits.MaxFiles) throw new InvalidDataException("Too many files.");
            var files = new List<HttpFileData>();
            foreach (var file in form.Files) files.Add(await FileAsync(file, cancellation));
            return complete with
            {
                Body = default,
                Files = files,
                Form = form.ToDictionary(
                    pair => pair.Key, pair => pair.Value.Select(value => value ?? "").ToArray()),
            };
        }
        catch (Exception bad) when (bad is InvalidDataException or IOException)
        {
            throw new BadBodyException(StatusCodes.Status400BadRequest, new Sentence("FormUnreadable"));
        }
    }

    private static async Task<HttpFileData> FileAsync(IFormFile file, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);

        // Some senders give a path; only its last part names the file.
        return new HttpFileData(file.Name, Path.GetFileName(file.FileName), file.ContentType, content.ToArray());
    }
}
