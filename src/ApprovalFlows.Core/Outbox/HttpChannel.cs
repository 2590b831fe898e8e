using System.Text.Json;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Sends the requests of flows, to allowed hosts only. Every try carries the message's id as its
/// Idempotency-Key, so that a receiver can tell a repetition.
/// </summary>
public sealed class HttpChannel(HttpClient client, OutgoingGuard guard, IOptions<ApprovalFlowsOptions> options)
    : IOutboxChannel
{
    public string Kind => OutboxWork.HttpKind;

    /// <exception cref="InvalidOperationException">The host is not allowed, or answered too much.</exception>
    /// <exception cref="HttpRequestException">The host could not be reached; it is tried again.</exception>
    public async Task<OutboxAnswer?> SendAsync(
        OutboxMessage message, CancellationToken cancellation = default)
    {
        using var payload = JsonDocument.Parse(message.Payload);
        var description = payload.RootElement;
        using var request = RequestOf(description);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.OutgoingHttp.TimeoutSeconds));
        using var response = await SendAsync(request, limit.Token);
        var answer = new HttpAnswer
        {
            StatusCode = (int)response.StatusCode,
            ContentType = response.Content.Headers.ContentType?.ToString(),
            Headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => header.Value.ToArray()),
            Body = await ReadAsync(response.Content, limit.Token),
        };
        return new OutboxAnswer(description.GetProperty("BookmarkId").GetString()!, answer.ToInput());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException failure) when (failure.InnerException is InvalidOperationException refusal)
        {
            // Refused while connecting: trying again would not make it allowed.
            throw new InvalidOperationException(refusal.Message, failure);
        }
    }

    private HttpRequestMessage RequestOf(JsonElement description)
    {
        var text = description.GetProperty("Url").GetString();
        Uri.TryCreate(text, UriKind.Absolute, out var address);
        guard.MustBeAllowed(address);
        var request = new HttpRequestMessage(
            new HttpMethod(description.GetProperty("Method").GetString()!), address);
        if (description.GetProperty("Content").GetString() is { } content)
        {
            request.Content = new ByteArrayContent(Convert.FromBase64String(content));
            request.Content.Headers.TryAddWithoutValidation(
                "Content-Type", description.GetProperty("ContentType").GetString());
        }

        foreach (var header in description.GetProperty("Headers").EnumerateObject())
            request.Headers.TryAddWithoutValidation(header.Name, ValuesOf(header.Value));
        if (description.GetProperty("Authorization").GetString() is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static IEnumerable<string> ValuesOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ToString())
            : [value.ToString()];

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var max = options.Value.OutgoingHttp.MaxAnswerBytes;
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
        {
            if (body.Length + read > max) throw new InvalidOperationException($"The answer has more than {max} bytes.");
            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }
}
