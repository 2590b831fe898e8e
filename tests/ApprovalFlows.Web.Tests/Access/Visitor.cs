using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>An account with a bearer token for the API and a cookie for the pages; or nobody.</summary>
internal sealed class Visitor(HttpClient pages, AuthenticationHeaderValue? token)
{
    private static readonly string[] ApiAreas = ["/api", "/workflows", "/elsa", "/dev", "/health", "/openapi"];

    public static async Task<Visitor> SignInAsync(
        TestApplication application, string? account, CancellationToken cancellation)
    {
        var pages = application.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (account is null) return new Visitor(pages, null);
        await EnterAsync(pages, account, cancellation);
        using var api = await application.SignInAsync(account, cancellation);
        return new Visitor(pages, api.DefaultRequestHeaders.Authorization);
    }

    /// <summary>The status, or where one is sent instead.</summary>
    public async Task<string> AskAsync(
        string method, string path, HttpContent? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path) { Content = body };
        if (ApiAreas.Any(area => path.StartsWith(area, StringComparison.Ordinal)))
            request.Headers.Authorization = token;
        // The stream of the badge answers at once and then does not end.
        using var answer = await pages.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode != HttpStatusCode.Found)
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        var target = answer.Headers.Location!.ToString();
        return target.Contains("/sign-in", StringComparison.Ordinal) ? "sign-in"
            : target.Contains("/not-allowed", StringComparison.Ordinal) ? "not-allowed"
            : "302";
    }

    private static async Task EnterAsync(HttpClient pages, string account, CancellationToken cancellation)
    {
        var html = await pages.GetStringAsync("/sign-in", cancellation);
        using var document = await new HtmlParser().ParseDocumentAsync(html, cancellation);
        var form = document.QuerySelectorAll("form")
            .Single(found => found.QuerySelector("[name=password]") is not null);
        var fields = form.QuerySelectorAll("input[type=hidden]").ToDictionary(
            input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        fields["userName"] = account;
        fields["password"] = TestApplication.Password;
        using var content = new FormUrlEncodedContent(fields);
        var address = form.GetAttribute("action") is { Length: > 0 } action ? action : "/sign-in";
        using var answer = await pages.PostAsync(address, content, cancellation);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }
}
