using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Fuzzing;

/// <summary>An account with a token for the API and a cookie for the pages; without a name it is nobody.</summary>
internal sealed class FuzzPerson : IDisposable
{
    private readonly HttpClient client;
    private AuthenticationHeaderValue? token;

    public FuzzPerson(Uri address, string? name)
    {
        Name = name;
        client = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
        })
        { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public string? Name { get; }

    public async Task SignInAsync(CancellationToken cancellation)
    {
        if (Name is null) return;
        var given = JsonSerializer.Serialize(new { userName = Name, password = TestApplication.Password });
        using var content = new StringContent(given, null, "application/json");
        using var answer = await client.PostAsync("/api/sign-in", content, cancellation);
        answer.EnsureSuccessStatusCode();
        var body = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        token = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
        await EnterAsync(cancellation);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (token is not null && !request.Headers.Contains("X-Page")) request.Headers.Authorization = token;
        request.Headers.Remove("X-Page");
        return await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
    }

    public void Dispose() => client.Dispose();

    private async Task EnterAsync(CancellationToken cancellation)
    {
        using var page = await client.GetAsync("/sign-in", cancellation);
        // Whoever is signed in already is led on.
        if (page.StatusCode == HttpStatusCode.Found) return;
        using var document = await new HtmlParser().ParseDocumentAsync(
            await page.Content.ReadAsStringAsync(cancellation), cancellation);
        var form = document.Forms.Single(found => found.QuerySelector("[name=password]") is not null);
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()
            .ToDictionary(input => input.Name!, input => input.Value);
        (fields["userName"], fields["password"]) = (Name!, TestApplication.Password);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/sign-in", content, cancellation);
        if (answer.StatusCode != HttpStatusCode.Found) throw new InvalidOperationException($"{Name} may not sign in.");
    }
}
