using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ApprovalFlows.Web.Hosting;
using ApprovalFlows.Web.Tests.Hosting;
using ApprovalFlows.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>What a password handed over by an administrator opens, and what it does not.</summary>
public sealed class FirstPasswordTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Routes_OpenWithAFirstPassword_AreOnlyThoseToChangeItAndToLeave()
    {
        using var client = application.CreateClient();
        var open = application.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<OpenWithFirstPasswordAttribute>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            ["/account", "/api/sign-in", "/api/sign-out", "/preferences/language", "/preferences/theme", "/sign-out"],
            open);
    }

    [Fact]
    public async Task Pages_WithAFirstPassword_AllLeadToTheAccountThatSaysWhy()
    {
        var (name, password) = await MakeAsync("reviewer", "flow-admin", "admin", "auditor");
        using var visitor = new Pages.Visitor(application);

        var first = await visitor.SignInAsync(name, password);
        var addresses = new List<string>();
        foreach (var address in new[]
        {
            "/", "/inbox", "/cases", "/accounts", "/accounts/new", "/posts", "/jobs", "/instances", "/studio",
            "/messages", "/verify", "/guides", "/search?number=x", "/inbox/live", "/nothing-here", "/sign-in",
        })
            addresses.Add((await visitor.OpenAsync(address)).Address.AbsolutePath);
        var spoken = await visitor.OpenAsync("/preferences/language?value=vi&page=%2Faccount");
        var left = await visitor.PressAsync(spoken, "form[action='/sign-out'] button");

        Assert.Equal("/account", first.Address.AbsolutePath);
        Assert.Contains("请先改成您自己的密码", first.Text);
        Assert.Empty(first.Document.QuerySelectorAll(".nav-entry"));
        Assert.All(addresses, address => Assert.Equal("/account", address));
        Assert.Contains("Trước hết hãy đổi sang mật khẩu của bạn", spoken.Text);
        Assert.Equal("/", left.Address.AbsolutePath);
    }

    [Fact]
    public async Task Api_WithAFirstPassword_RefusesWithACodeAndSignsOut()
    {
        var (name, password) = await MakeAsync("reviewer", "flow-admin", "admin", "auditor");
        using var api = await EnterAsync(name, password);
        (string Method, string Path)[] calls =
        [
            ("GET", "/api/messages"), ("GET", "/api/tasks"), ("GET", "/api/posts"), ("POST", "/api/accounts"),
            ("GET", "/api/cases"), ("POST", "/workflows/employer-certificate"), ("GET", "/api/nothing-here"),
            ("GET", "/elsa/api/workflow-definitions"), ("POST", "/api/attachments"), ("GET", "/health/live"),
        ];

        foreach (var (method, path) in calls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
            using var answer = await api.SendAsync(request, Cancellation);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Equal(
                (path, HttpStatusCode.Forbidden, "first-password"),
                (path, answer.StatusCode, body.GetProperty("code").GetString()));
        }

        using var left = await api.PostAsync("/api/sign-out", null, Cancellation);
        using var after = await api.GetAsync("/api/messages", Cancellation);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (left.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Password_MadeByTheSystem_IsInNoLogAndNoCache()
    {
        using var logs = new CapturedLogs();
        await using var operated = new OperatedApplication(services => services
            .AddSingleton<ILoggerProvider>(logs)
            .Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Debug)
            .Configure<LoggerFilterOptions>(filter => filter.Rules.Clear()));
        using var admin = await operated.SignInAsync("admin", Cancellation);

        using var answer = await admin.PostAsJsonAsync("/api/accounts", Body("li.si", "auditor"), Cancellation);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var password = made.GetProperty("firstPassword").GetString()!;
        using var entered = await operated.CreateClient().PostAsJsonAsync(
            "/api/sign-in", new { userName = "LI.SI", password }, Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (answer.StatusCode, entered.StatusCode));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains(logs.Lines, line => line.Contains("/api/accounts", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(password, StringComparison.Ordinal));
    }

    private async Task<(string Name, string Password)> MakeAsync(params string[] roles)
    {
        using var admin = await application.SignInAsync("admin", Cancellation);
        var name = "p" + Guid.CreateVersion7().ToString("N")[16..];
        using var answer = await admin.PostAsJsonAsync("/api/accounts", Body(name, roles), Cancellation);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (name, made.GetProperty("firstPassword").GetString()!);
    }

    private static object Body(string userName, params string[] roles) =>
        new { userName, displayName = "新同事", language = "zh-CN", roles, reason = "新入职" };

    private async Task<HttpClient> EnterAsync(string userName, string password)
    {
        var client = application.CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { userName, password }, Cancellation);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", body.GetProperty("accessToken").GetString());
        return client;
    }
}
