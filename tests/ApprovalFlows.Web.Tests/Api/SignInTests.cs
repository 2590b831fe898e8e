using System.Net;
using System.Net.Http.Headers;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly ApiHost api = new(TestDatabase.AsConfigured);

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Theory]
    [InlineData("employer", "applicant", false)]
    [InlineData("window", "reviewer", true)]
    [InlineData("auditor", "auditor", false)]
    public async Task SignIn_DemonstrationAccount_TellsWhoOneIs(string user, string role, bool hasDepartment)
    {
        var answer = await SignInAsync(user, TestApplication.Password);

        var body = answer.MustSucceed();
        var person = body.GetProperty("user");
        Assert.NotEmpty(body.Text("accessToken")!);
        Assert.True(body.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal(user, person.Text("userName"));
        Assert.Equal([role], person.GetProperty("roles").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(hasDepartment, person.GetProperty("department").ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task SignIn_UnknownNameOrWrongPassword_GetTheSameAnswer()
    {
        var unknown = await SignInAsync("nobody", "Approval#2026");
        var wrong = await SignInAsync("window", "wrong");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (unknown.Status, wrong.Status));
        Assert.Equal(WithoutTrace(unknown), WithoutTrace(wrong));
    }

    [Fact]
    public async Task SignIn_GuessingTooOften_IsSlowedDownForThatNameOnly()
    {
        for (var guess = 0; guess < 10; guess++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("window", $"guess {guess}")).Status);

        var eleventh = await SignInAsync("window", "guess");
        var right = await SignInAsync("WINDOW", TestApplication.Password);
        var other = await SignInAsync("hr", TestApplication.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.Status);
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic d2luZG93OkFwcHJvdmFsIzIwMjY=")]
    public async Task Call_WithoutAValidToken_IsAskedToSignIn(string? header)
    {
        using var client = api.Application.CreateClient();
        if (header is not null) client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);

        using var answer = await client.GetAsync("/api/cases", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty((await ApiHost.ReadAsync(answer)).Detail()!);
    }

    private static IEnumerable<string> WithoutTrace(ApiAnswer answer) => answer.Body.EnumerateObject()
        .Where(property => property.Name != "traceId")
        .Select(property => $"{property.Name}={property.Value.GetRawText()}");

    private Task<ApiAnswer> SignInAsync(string userName, string password) =>
        api.PostAsync(null, "/api/sign-in", new { userName, password });
}
