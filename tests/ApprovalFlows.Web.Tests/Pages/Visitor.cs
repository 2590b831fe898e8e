using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>A page as a visitor without scripts sees it.</summary>
public sealed record Page(HttpStatusCode Status, Uri Address, string Text, IHtmlDocument Document)
{
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public IReadOnlyList<string> Errors =>
        [.. Document.QuerySelectorAll(".error-summary li").Select(line => line.TextContent.Trim())];
}

/// <summary>Somebody with a browser: follows links, fills in forms and presses buttons.</summary>
public sealed class Visitor(TestApplication application) : IDisposable
{
    private readonly HttpClient client =
        application.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = true });

    public async Task<Page> OpenAsync(string address, string language = "zh-CN")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", language);
        return await ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    /// <summary>What is no page: the answer as it came.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpRequestMessage request) =>
        client.SendAsync(request, TestContext.Current.CancellationToken);

    public async Task<Page> SignInAsync(string userName, string password = TestApplication.Password)
    {
        var page = await OpenAsync("/sign-in");
        var values = new Dictionary<string, string> { ["userName"] = userName, ["password"] = password };
        return await PressAsync(page, "main button[type=submit]", values);
    }

    /// <summary>Sends the form around the button with what it holds and what was typed.</summary>
    public async Task<Page> PressAsync(
        Page page,
        string button,
        IReadOnlyDictionary<string, string>? typed = null,
        IReadOnlyDictionary<string, byte[]>? files = null)
    {
        var pressed = (IHtmlButtonElement)page.Document.QuerySelector(button)!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(pressed, typed ?? new Dictionary<string, string>()))
            content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files ?? new Dictionary<string, byte[]>())
            content.Add(new ByteArrayContent(bytes), name, "file.pdf");
        var target = pressed.Form!.GetAttribute("action");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, string.IsNullOrEmpty(target) ? page.Address : new Uri(page.Address, target));
        request.Content = content;
        request.Headers.Add("Accept-Language", "zh-CN");
        return await ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public void Dispose() => client.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Fields(
        IHtmlButtonElement pressed, IReadOnlyDictionary<string, string> typed)
    {
        var fields = pressed.Form!.Elements.OfType<IHtmlElement>()
            .Where(element => !element.Ancestors<IHtmlTemplateElement>().Any())
            .SelectMany(Held)
            .Where(field => !typed.ContainsKey(field.Key))
            .Concat(typed);
        return pressed.Name is { Length: > 0 } name ? fields.Append(new(name, pressed.Value ?? "")) : fields;
    }

    private static IEnumerable<KeyValuePair<string, string>> Held(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "file" } => [],
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement { Name.Length: > 0 } input => [new(input.Name, input.Value)],
        IHtmlSelectElement { Name.Length: > 0 } select => [new(select.Name, select.Value ?? "")],
        IHtmlTextAreaElement { Name.Length: > 0 } area => [new(area.Name, area.Value)],
        _ => [],
    };

    private static async Task<Page> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var document = await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
            return new Page(answer.StatusCode, answer.RequestMessage!.RequestUri!, html, document);
        }
    }
}
