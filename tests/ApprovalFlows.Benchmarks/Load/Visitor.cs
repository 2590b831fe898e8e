using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>One person's browser and program: a cookie for the pages, a token for the API, on one node.</summary>
internal sealed partial class Visitor(Uri node, int seed) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = node };
    private AuthenticationHeaderValue? token;

    // Seeded, so that two runs do the same.
    public Random Random { get; } = new(seed);

    public async Task SignInAsync(string userName)
    {
        var password = TestApplication.Password;
        var answer = await client.PostAsJsonAsync("/api/sign-in", new { userName, password });
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        token = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
        var fields = HiddenField().Matches(await client.GetStringAsync("/sign-in"))
            .DistinctBy(field => field.Groups[1].Value)
            .ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
        (fields["userName"], fields["password"]) = (userName, password);
        using var form = new FormUrlEncodedContent(fields);
        (await client.PostAsync("/sign-in", form)).EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> OpenAsync(string page) => client.GetAsync(page);

    public Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string address, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token;
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType());
        return client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"\s*/>""")]
    private static partial Regex HiddenField();
}
