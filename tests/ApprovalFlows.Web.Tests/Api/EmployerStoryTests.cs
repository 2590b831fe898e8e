using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>The employer certificate as anybody can drive it with curl.</summary>
public abstract class EmployerStoryTests(TestDatabase database) : IAsyncDisposable
{
    private readonly ApiHost api = new(database);

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Story_OfTheAseanZone_RunsFromSubmissionToAVerifiableCertificate()
    {
        var number = await api.SubmitAsync();
        await MustDecideAsync("window", number, "accept");
        await MustDecideAsync("dongxing", number, "return", "缺少翻译人员资质");
        await CorrectAsync(number);
        foreach (var office in new[] { "dongxing", "hr", "zone" })
            await MustDecideAsync(office, number, "approve");
        var issued = await MustDecideAsync("hr-issuer", number, "approve");

        Assert.Equal("issued", issued.Text("status"));
        var file = (await api.GetAsync("employer", $"/api/cases/{number}")).MustSucceed();
        var certificate = NumberOf(file.GetProperty("certificate"));
        Assert.True(CertificateNumber.Check(certificate).IsValid);
        Assert.Equal(
            ["window", "initial-review", "initial-review", "re-check", "approval", "issuance"],
            file.GetProperty("steps").EnumerateArray().Select(step => step.Text("id")));
        Assert.Single(file.GetProperty("corrections").EnumerateArray());
        await MustVerifyAsync(certificate);
    }

    [Fact]
    public async Task Story_OfTheGeneralRoute_PassesWithoutDongxing()
    {
        var number = await api.SubmitAsync(await api.BodyAsync(route: "R1"));

        await MustDecideAsync("window", number, "accept");
        await MustDecideAsync("hr", number, "approve");
        await MustDecideAsync("zone", number, "approve");
        var issued = await MustDecideAsync("hr-issuer", number, "issue");

        Assert.Equal("issued", issued.Text("status"));
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("dongxing", $"/api/cases/{number}")).Status);
    }

    [Fact]
    public async Task Submit_CompleteApplication_AnswersWithItsCase()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/employer-certificate")
        {
            Content = JsonContent.Create(await api.BodyAsync()),
        };
        using var answer = await api.SendAsync("employer", request);

        var body = (await ApiHost.ReadAsync(answer)).Body;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/api/cases/{body.Text("caseNumber")}", answer.Headers.Location?.ToString());
        Assert.Equal("submitted", body.Text("status"));
    }

    [Fact]
    public async Task Case_JustSubmitted_ShowsWhereItIsUntilWhenAndWhy()
    {
        var number = await api.SubmitAsync();

        var file = (await api.GetAsync("employer", $"/api/cases/{number}")).MustSucceed();

        Assert.Equal((number, "employer-certificate", "submitted"),
            (file.Text("caseNumber"), file.Text("flow"), file.Text("status")));
        Assert.Equal("东兴示例食品加工有限公司", file.Text("applicant"));
        Assert.Equal("R2", file.GetProperty("values").Text("route"));
        var step = Assert.Single(file.GetProperty("steps").EnumerateArray());
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 23, 59, 59, TimeSpan.FromHours(8)),
            step.GetProperty("dueAt").GetDateTimeOffset());
        Assert.EndsWith("+08:00", step.Text("dueAt"), StringComparison.Ordinal);
        Assert.NotEmpty(step.GetProperty("dueAtExplanation").EnumerateArray());
        Assert.False(step.GetProperty("provisional").GetBoolean());
        Assert.True(file.GetProperty("revision").GetInt32() > 0);
    }

    [Fact]
    public async Task Withdraw_OwnCase_EndsItForEverybody()
    {
        var number = await api.SubmitAsync();
        var task = await api.TaskAsync("window", number);

        var answer = await api.PostAsync("employer", $"/api/cases/{number}/withdrawal", new { reason = "计划有变" });

        Assert.Equal("withdrawn", answer.MustSucceed().Text("status"));
        var late = await api.PostAsync("window", $"/api/tasks/{task.Text("id")}/decision", new
        {
            outcome = "accept",
            revision = task.GetProperty("revision").GetInt32(),
        });
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var inbox = await api.GetAsync("window", $"/api/tasks?q={number}");
        Assert.Equal(0, inbox.MustSucceed().GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Submit_SameKeyAndBodyAgain_AnswersTheSameCase()
    {
        var body = await api.BodyAsync();

        var first = await SubmitAsync("key-1", body);
        var again = await SubmitAsync("key-1", body);
        var other = await SubmitAsync("key-2", body);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal(first.Body.Text("caseNumber"), again.Body.Text("caseNumber"));
        Assert.NotEqual(first.Body.Text("caseNumber"), other.Body.Text("caseNumber"));
    }

    [Fact]
    public async Task Submit_SameKeyAnotherBody_IsAConflict()
    {
        var body = await api.BodyAsync();
        await SubmitAsync("key-1", body);
        var before = await api.CountAsync();
        body["values"]!["beds"] = 99;

        var answer = await SubmitAsync("key-1", body);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.NotEmpty(answer.Detail()!);
        Assert.Equal(before, await api.CountAsync());
    }

    [Fact]
    public async Task Submit_SameKeyOfAnotherPerson_IsAnotherCase()
    {
        await SubmitAsync("key-1", await api.BodyAsync());

        var answer = await SubmitAsync("key-1", await api.BodyAsync("employer2"), "employer2");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(2, (await api.CountAsync())["Cases"]);
    }

    [Fact]
    public async Task Submit_TwentyTimesAtOnceWithOneKey_OpensOneCase()
    {
        var body = await api.BodyAsync();
        await api.ClientAsync("employer");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => SubmitAsync("key-1", body))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.Text("caseNumber")).Distinct());
        Assert.Equal(1, (await api.CountAsync())["Cases"]);
    }

    private async Task<ApiAnswer> SubmitAsync(string key, JsonObject body, string user = "employer")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/employer-certificate")
        {
            Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await api.SendAsync(user, request);
        return await ApiHost.ReadAsync(answer);
    }

    private async Task<JsonElement> MustDecideAsync(
        string user, string number, string outcome, string? opinion = null) =>
        (await api.DecideAsync(user, number, outcome, opinion)).MustSucceed();

    private async Task CorrectAsync(string number)
    {
        var waiting = (await api.GetAsync("employer", $"/api/cases/{number}")).MustSucceed();
        Assert.Equal("correctionRequested", waiting.Text("status"));
        var corrected = await api.PostAsync("employer", $"/api/cases/{number}/corrections", await api.BodyAsync());
        Assert.Equal("inReview", corrected.MustSucceed().Text("status"));
    }

    private async Task MustVerifyAsync(string certificate)
    {
        var shown = (await api.GetAsync(null, $"/api/verify/{certificate.ToLowerInvariant()}")).MustSucceed();
        Assert.Equal("valid", shown.Text("status"));
        Assert.Equal(
            ["holder", "issuer", "kind", "kindCode", "number", "status", "validFrom", "validTo"],
            shown.EnumerateObject().Select(property => property.Name).Order());

        using var page = await (await api.ClientAsync(null)).GetAsync(
            $"/verify/{certificate}", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("东兴示例食品加工有限公司", html, StringComparison.Ordinal);
        foreach (var secret in new[] { "450681199001010012", "0012", "13800138000", "示例代表", "示例联系人" })
        {
            Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, shown.GetRawText(), StringComparison.Ordinal);
        }
    }

    private static string NumberOf(JsonElement certificate) =>
        certificate.ValueKind == JsonValueKind.String ? certificate.GetString()! : certificate.Text("number")!;
}

public sealed class SqliteEmployerStoryTests() : EmployerStoryTests(TestDatabase.Sqlite);

public sealed class PostgresEmployerStoryTests() : EmployerStoryTests(TestDatabase.Postgres);
