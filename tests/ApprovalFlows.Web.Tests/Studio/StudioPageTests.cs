using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ApprovalFlows.Web.Tests.Pages;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class StudioPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    [Theory]
    [InlineData("/studio", "/studio/frame/flows")]
    [InlineData("/studio?page=2&search=a%22b", "/studio/frame/flows?page=2&search=a%22b")]
    [InlineData("/studio/flows/employer-certificate", "/studio/frame/flow/employer-certificate")]
    [InlineData("/studio/instances", "/studio/frame/instances")]
    public async Task Page_OfEachScreen_HoldsItsFrame(string address, string frame)
    {
        using var administrator = new Visitor(application);
        await administrator.SignInAsync("flow-admin");

        var page = await administrator.OpenAsync(address);

        var shown = page.Document.QuerySelector("iframe")!;
        Assert.Equal(frame, shown.GetAttribute("src"));
        Assert.NotEmpty(shown.GetAttribute("title")!);
    }

    [Fact]
    public async Task Flows_WithoutTheDesigner_AreListedWithLinks()
    {
        using var auditor = new Visitor(application);
        await auditor.SignInAsync("auditor");

        var page = await auditor.OpenAsync("/studio");

        Assert.Single(page.Document.QuerySelectorAll(".studio-narrow a[href='/studio/flows/employer-certificate']"));
        Assert.Contains("只读", page.Document.QuerySelector(".page-head")!.TextContent);
    }

    [Theory]
    [InlineData("/studio/flows/nothing")]
    [InlineData("/studio/flows/nothing.js")]
    [InlineData("/studio/instances/nothing")]
    [InlineData("/studio/frame/nothing")]
    public async Task Page_OfNothing_SaysSo(string address)
    {
        using var administrator = new Visitor(application);
        await administrator.SignInAsync("flow-admin");

        var page = await administrator.OpenAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.NotEmpty(page.Heading);
    }

    [Fact]
    public async Task Frame_OfAFlow_CarriesPolicyAndToken()
    {
        using var administrator = new Visitor(application);
        await administrator.SignInAsync("flow-admin");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/studio/frame/flow/a%22b");

        using var answer = await administrator.AskAsync(request);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("'wasm-unsafe-eval'", policy);
        Assert.DoesNotContain("'unsafe-eval'", policy);
        Assert.Contains("data-id=\"a&quot;b\"", text);
        Assert.Matches("data-token=\"[^\"]{20,}\"", text);
    }

    [Fact]
    public async Task Token_OfAnAuditor_OpensTheApiOfStudio()
    {
        using var auditor = new Visitor(application);
        await auditor.SignInAsync("auditor");
        using var asking = new HttpRequestMessage(HttpMethod.Get, "/studio/token");
        using var given = await auditor.AskAsync(asking);
        var token = JsonElement.Parse(
            await given.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).GetProperty("token");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/workflow-definitions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetString());

        using var answer = await auditor.AskAsync(request);

        Assert.True(given.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
