using System.Net;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Api;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>A program that lets everybody do everything twice a minute.</summary>
public sealed class LimitedHost : IAsyncDisposable
{
    public LimitedHost()
    {
        foreach (var name in new[] { "Searches", "Exports", "Uploads", "Applications", "Verifications", "Objections" })
            Api.Application.Settings[$"ApprovalFlows:Limits:{name}PerMinute"] = "2";
    }

    public ApiHost Api { get; } = new(TestDatabase.AsConfigured);

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

/// <summary>What costs much may not be asked without end: counted per person, else per address.</summary>
public sealed class RateLimitTests(LimitedHost host) : IClassFixture<LimitedHost>
{
    private readonly ApiHost api = host.Api;

    [Theory]
    [InlineData("GET", "/api/tasks?q=x", "window")]
    [InlineData("GET", "/api/papers/ending.csv", "window")]
    [InlineData("POST", "/api/attachments", "employer")]
    [InlineData("POST", "/workflows/employer-certificate", "employer")]
    [InlineData("GET", "/api/verify/YG-2026-999999", null)]
    [InlineData("POST", "/api/assessments/2025/91450681MA0TEXT12B/objections", null)]
    public async Task Ask_MoreOftenThanAllowed_IsToldToWaitAndOthersAreNot(string method, string path, string? user)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 2; i++) statuses.Add((await api.AskAsync(user, HttpMethod.Parse(method), path)).Status);
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        request.Headers.AcceptLanguage.ParseAdd("en");

        using var third = await api.SendAsync(user, request);
        var other = await api.AskAsync("employer2", HttpMethod.Parse(method), path);

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.NotEmpty((await ApiHost.ReadAsync(third)).Detail()!);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, other.Status);
    }
}
