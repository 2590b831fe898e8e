using System.Net;
using System.Net.Http.Json;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Api;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>Programs sign in with the code beside the password, at both addresses of the one door.</summary>
public sealed class SecondFactorApiTests(SecondFactorApplication application) : IClassFixture<SecondFactorApplication>
{
    private const string Own = "/api/sign-in";
    private const string Studio = "/elsa/api/identity/login";

    [Theory]
    [InlineData(Own, "customs")]
    [InlineData(Studio, "flow-admin")]
    public async Task SignIn_AccountWithASecondFactor_NeedsACodeThatIsTakenOnce(string address, string user)
    {
        var (secret, recovery) = await application.GuardAsync(user);
        var code = application.NextCode(secret);

        ApiAnswer[] answers =
        [
            await AskAsync(address, user, TestApplication.Password, null),
            await AskAsync(address, user, TestApplication.Password, " "),
            await AskAsync(address, user, TestApplication.Password, "000000"),
            await AskAsync(address, user, TestApplication.Password, code),
            await AskAsync(address, user, TestApplication.Password, code),
            await AskAsync(address, user, TestApplication.Password, recovery[0]),
        ];

        const HttpStatusCode no = HttpStatusCode.Unauthorized;
        Assert.Equal(
            [no, no, no, HttpStatusCode.OK, no, HttpStatusCode.OK], answers.Select(answer => answer.Status));
        Assert.Equal(
            [
                "second-factor-required", "second-factor-required", "second-factor-wrong",
                null, "second-factor-wrong", null,
            ],
            answers.Select(CodeOf));
        Assert.All([answers[3], answers[5]], answer => Assert.NotEmpty(answer.Body.Text("accessToken")!));
    }

    [Theory]
    [InlineData(Own, "police")]
    [InlineData(Studio, "auditor")]
    public async Task SignIn_UnknownNameWrongPasswordOrPause_GetTheSameAnswerWithACode(string address, string user)
    {
        var (secret, _) = await application.GuardAsync(user);

        var unknown = await AskAsync(address, "nobody", TestApplication.Password, "000000");
        var wrong = await AskAsync(address, user, "wrong", application.NextCode(secret));
        for (var guess = 0; guess < 4; guess++)
            await AskAsync(address, user, TestApplication.Password, "000000");
        var pausing = await AskAsync(address, user, TestApplication.Password, application.NextCode(secret));

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
        Assert.Null(CodeOf(unknown));
        Assert.Equal(WithoutTrace(unknown), WithoutTrace(wrong));
        Assert.Equal(WithoutTrace(unknown), WithoutTrace(pausing));
    }

    [Fact]
    public async Task SignIn_AccountWithoutASecondFactor_LooksAtNoCode()
    {
        var answer = await AskAsync(Own, "zone", TestApplication.Password, "000000");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    private static string? CodeOf(ApiAnswer answer) =>
        answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static IEnumerable<string> WithoutTrace(ApiAnswer answer) => answer.Body.EnumerateObject()
        .Where(property => property.Name != "traceId")
        .Select(property => $"{property.Name}={property.Value.GetRawText()}");

    private async Task<ApiAnswer> AskAsync(string address, string userName, string password, string? code)
    {
        using var client = application.CreateClient();
        var body = new Dictionary<string, string>
        {
            [address == Own ? "userName" : "username"] = userName,
            ["password"] = password,
        };
        if (code is not null) body["code"] = code;
        using var answer = await client.PostAsJsonAsync(address, body, TestContext.Current.CancellationToken);
        return await ApiHost.ReadAsync(answer);
    }
}
