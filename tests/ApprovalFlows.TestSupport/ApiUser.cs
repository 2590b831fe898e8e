using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.TestSupport;

/// <summary>What the server answered.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <exception cref="InvalidOperationException">The server refused; the message is its answer.</exception>
    public JsonElement MustSucceed() => IsSuccess
        ? Body
        : throw new InvalidOperationException($"{(int)Status}: {Body.GetRawText()}");
}

/// <summary>A demonstration account that knows nothing but the outer HTTP contract.</summary>
public sealed class ApiUser(HttpClient client) : IDisposable
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    public async Task SignInAsync(string userName, CancellationToken cancellation = default)
    {
        var body = (await SendAsync(
            HttpMethod.Post,
            "/api/sign-in",
            JsonContent.Create(new { userName, password = TestApplication.Password }),
            cancellation)).MustSucceed();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", body.GetProperty("accessToken").GetString());
    }

    public async Task<Guid> UploadAsync(
        string fileName, byte[] content, CancellationToken cancellation = default)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", fileName } };
        var answer = await SendAsync(HttpMethod.Post, "/api/attachments", form, cancellation);
        return answer.MustSucceed().GetProperty("id").GetGuid();
    }

    /// <summary>One file in each slot of the employer certificate.</summary>
    public async Task<Dictionary<string, Guid>> UploadAllAsync(CancellationToken cancellation = default)
    {
        var files = new Dictionary<string, Guid>();
        foreach (var slot in EmployerApplication.Slots)
        {
            files[slot] = await UploadAsync($"{slot}.pdf", EmployerApplication.Pdf(slot), cancellation);
        }

        return files;
    }

    public Task<ApiAnswer> SubmitAsync(
        string idempotencyKey, JsonObject body, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/workflows/{EmployerApplication.Flow}")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, cancellation);
    }

    /// <summary>Uploads and submits a right application for the employer certificate; answers its number.</summary>
    public async Task<string> ApplyAsync(DateOnly from, CancellationToken cancellation = default)
    {
        var files = await UploadAllAsync(cancellation);
        var answer = await SubmitAsync("once", EmployerApplication.Body(from, files), cancellation);
        return answer.MustSucceed().GetProperty("caseNumber").GetString()!;
    }

    /// <summary>Applies in any flow, with a file in every slot; answers the number of the case.</summary>
    public async Task<string> ApplyAsync(string flow, JsonObject values, CancellationToken cancellation = default)
    {
        var form = (await SendAsync(HttpMethod.Get, $"/api/forms/{flow}", null, cancellation)).MustSucceed();
        var files = new JsonObject();
        foreach (var slot in form.GetProperty("attachments").EnumerateArray())
        {
            var takesPdf = slot.GetProperty("accept").EnumerateArray().Any(kind => kind.GetString() == ".pdf");
            var file = await UploadAsync(
                takesPdf ? "file.pdf" : "file.png", takesPdf ? EmployerApplication.Pdf(flow) : Png, cancellation);
            files[slot.GetProperty("name").GetString()!] = new JsonArray(file.ToString());
        }

        var body = new JsonObject { ["values"] = values, ["attachments"] = files };
        var sent = (await SendAsync(HttpMethod.Post, $"/workflows/{flow}", body, cancellation)).MustSucceed();
        return sent.GetProperty("caseNumber").GetString()!;
    }

    public Task<ApiAnswer> ReadCaseAsync(string number, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, $"/api/cases/{number}", null, cancellation);

    /// <summary>Open tasks of the case that this person may take.</summary>
    public async Task<List<JsonElement>> FindTasksAsync(
        string caseNumber, CancellationToken cancellation = default)
    {
        var address = $"/api/tasks?scope=available&q={caseNumber}";
        var page = await SendAsync(HttpMethod.Get, address, null, cancellation);
        return [.. page.MustSucceed().GetProperty("items").EnumerateArray()];
    }

    public Task<ApiAnswer> ClaimAsync(Guid task, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Put, $"/api/tasks/{task}/claim", null, cancellation);

    public Task<ApiAnswer> DecideAsync(
        Guid task, string outcome, int revision, CancellationToken cancellation = default) =>
        SendAsync(
            HttpMethod.Post,
            $"/api/tasks/{task}/decision",
            JsonContent.Create(new { outcome, revision, opinion = "材料齐全，符合规定。" }),
            cancellation);

    /// <param name="method">The verb.</param>
    /// <param name="address">Where, from the root of the site.</param>
    /// <param name="body">Ready content, anything to be written as JSON, or null.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<ApiAnswer> SendAsync(
        HttpMethod method, string address, object? body, CancellationToken cancellation = default) =>
        SendAsync(new HttpRequestMessage(method, address) { Content = ContentOf(body) }, cancellation);

    public void Dispose() => client.Dispose();

    private static HttpContent? ContentOf(object? body) => body switch
    {
        null => null,
        HttpContent ready => ready,
        _ => JsonContent.Create(body, body.GetType()),
    };

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using var answer = await client.SendAsync(request, cancellation);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
            return new ApiAnswer(answer.StatusCode, bytes.Length == 0 ? default : JsonElement.Parse(bytes));
        }
    }
}
