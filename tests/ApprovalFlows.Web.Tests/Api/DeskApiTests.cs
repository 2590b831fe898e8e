using System.Net;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>
/// Boards, what ends, clues, letters, jobs and results of examinations through the contract: right, wrong and
/// forbidden. All tests of the class look at one database.
/// </summary>
public sealed class DeskApiTests(SharedApplication application) : IClassFixture<SharedApplication>, IAsyncDisposable
{
    private const string Worker = "022195004567";
    private readonly Dictionary<string, ApiUser> users = [];

    private DateOnly Today => ChinaTime.DateOf(application.Clock.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        foreach (var user in users.Values) user.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("window", HttpStatusCode.OK)]
    [InlineData("employer", HttpStatusCode.OK)]
    [InlineData("worker", HttpStatusCode.OK)]
    [InlineData("employer2", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Papers_OfAWorker_AreForThoseWhoNeedThem(string user, HttpStatusCode status)
    {
        var id = await WorkerIdAsync();

        var answer = await AskAsync(user, HttpMethod.Get, $"/api/workers/{id}/papers");

        Assert.Equal(status, answer.Status);
        if (status == HttpStatusCode.OK)
            Assert.Equal("red", answer.Body.GetProperty("lamp").GetString());
    }

    [Fact]
    public async Task Papers_OfNobody_AreNotThere() => Assert.Equal(
        HttpStatusCode.NotFound,
        (await AskAsync("window", HttpMethod.Get, $"/api/workers/{Guid.CreateVersion7()}/papers")).Status);

    [Theory]
    [InlineData("window", "days=7", HttpStatusCode.OK)]
    [InlineData("employer", "days=90", HttpStatusCode.OK)]
    [InlineData("window", "days=8", HttpStatusCode.UnprocessableEntity)]
    [InlineData("worker", "days=7", HttpStatusCode.Forbidden)]
    [InlineData("", "days=7", HttpStatusCode.Unauthorized)]
    public async Task Ending_WithinSoManyDays_IsForOfficesAndFirms(string user, string query, HttpStatusCode status) =>
        Assert.Equal(status, (await AskAsync(user, HttpMethod.Get, $"/api/papers/ending?{query}")).Status);

    [Fact]
    public async Task Clue_FoundByAWatcher_IsListedAndClosedWithAReason()
    {
        var id = await AddClueAsync();

        var list = (await AskAsync("police", HttpMethod.Get, "/api/clues")).MustSucceed();
        var foreign = await AskAsync("customs", HttpMethod.Get, "/api/clues");
        var blank = await AskAsync("police", HttpMethod.Post, $"/api/clues/{id}/close", new { reason = " " });
        var closed = await AskAsync("police", HttpMethod.Post, $"/api/clues/{id}/close", new { reason = "已查明" });
        var unknown = await AskAsync(
            "police", HttpMethod.Post, $"/api/clues/{Guid.CreateVersion7()}/close", new { reason = "已查明" });

        Assert.Contains(list.GetProperty("items").EnumerateArray(), clue => clue.GetProperty("id").GetGuid() == id);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound),
            (foreign.Status, blank.Status, unknown.Status));
        Assert.Equal("closed", closed.MustSucceed().GetProperty("status").GetString());
    }

    [Fact]
    public async Task Letter_AboutACertificate_IsAcknowledgedOnceByItsRecipient()
    {
        await AddCertificateAsync();
        await RunAsync(LetterJob.Name);

        var list = (await AskAsync("police", HttpMethod.Get, "/api/letters")).MustSucceed();
        var id = list.GetProperty("items")[0].GetProperty("id").GetGuid();
        var shown = (await AskAsync("police", HttpMethod.Get, $"/api/letters/{id}")).MustSucceed();
        var statuses = new List<HttpStatusCode>();
        foreach (var user in new[] { "hr-issuer", "customs", "employer", "police", "police" })
            statuses.Add((await AskAsync(
                user, HttpMethod.Post, $"/api/letters/{id}/acknowledgement", new { note = "收悉" })).Status);
        var wrong = await AskAsync("police", HttpMethod.Get, "/api/letters?box=elsewhere");

        Assert.Equal("issued", shown.GetProperty("lines")[0].GetProperty("act").GetString());
        Assert.Equal(
            [
                HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.OK,
                HttpStatusCode.Conflict,
            ],
            statuses);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
    }

    [Fact]
    public async Task Jobs_ForTheAdministrator_AreAllThereAndStopForAPause()
    {
        var list = (await AskAsync("admin", HttpMethod.Get, "/api/jobs")).MustSucceed();
        const string Digest = "/api/jobs/digest";
        var blank = await AskAsync("admin", HttpMethod.Post, $"{Digest}/pause", new { reason = "" });
        var paused = await AskAsync("admin", HttpMethod.Post, $"{Digest}/pause", new { reason = "核对" });
        var again = await AskAsync("admin", HttpMethod.Post, $"{Digest}/run", new { });
        var resumed = await AskAsync("admin", HttpMethod.Post, $"{Digest}/resume", new { });
        var law = await AskAsync("admin", HttpMethod.Post, "/api/jobs/due-work/pause", new { reason = "核对" });
        var runs = (await AskAsync("auditor", HttpMethod.Get, $"{Digest}/runs")).MustSucceed().GetProperty("items");

        Assert.Equal(
            JobPlan.All.Select(plan => plan.Name),
            list.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("name").GetString()!));
        Assert.Equal(
            (
                HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted, HttpStatusCode.Conflict,
                HttpStatusCode.Accepted),
            (blank.Status, paused.Status, again.Status, resumed.Status));
        Assert.Equal(HttpStatusCode.Conflict, law.Status);
        Assert.Equal(
            [("resume", null), ("pause", "核对")],
            runs.EnumerateArray().Select(run => (
                run.GetProperty("act").GetString()!, run.GetProperty("reason").GetString())));
    }

    [Theory]
    [InlineData("employer", "GET", "/api/jobs", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "POST", "/api/jobs/digest/pause", HttpStatusCode.Forbidden)]
    [InlineData("admin", "GET", "/api/jobs/nothing/runs", HttpStatusCode.NotFound)]
    [InlineData("admin", "POST", "/api/jobs/nothing/run", HttpStatusCode.NotFound)]
    [InlineData("", "POST", "/dev/jobs/nothing/run", HttpStatusCode.NotFound)]
    public async Task Jobs_ForOthersOrOfNoName_AreRefused(
        string user, string method, string path, HttpStatusCode status) =>
        Assert.Equal(status, (await AskAsync(user, new HttpMethod(method), path, new { reason = "x" })).Status);

    [Fact]
    public async Task HealthResults_OfAnExamination_StayWithCustoms()
    {
        var firm = await UserAsync("employer");
        var form = new WorkerApplications(Today).Health();
        (form["worker"], form["slot"]) = (Worker, $"{Today.AddDays(1):yyyy-MM-dd}T09:30:00+08:00");
        var number = await firm.ApplyAsync("health-check", form, Cancellation);
        var customs = await UserAsync("customs");
        var task = Assert.Single(await customs.FindTasksAsync(number, Cancellation));
        (await customs.DecideAsync(
            task.GetProperty("id").GetGuid(), "identified", task.GetProperty("revision").GetInt32(), Cancellation))
            .MustSucceed();
        var path = $"/api/cases/{number}/health-results";
        var body = new { items = new[] { new { code = "胸部X线", value = "未见异常", flag = false } } };

        var statuses = new List<HttpStatusCode>();
        foreach (var (user, sent) in new (string, object)[]
            { ("customs", body), ("physician", new { items = new[] { 1 } }), ("physician", body) })
            statuses.Add((await AskAsync(user, HttpMethod.Put, path, sent)).Status);
        foreach (var user in new[] { "employer", "window", "customs" })
            statuses.Add((await AskAsync(user, HttpMethod.Get, path)).Status);

        Assert.Equal(
            [
                HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent,
                HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK,
            ],
            statuses);
        var read = (await AskAsync("physician", HttpMethod.Get, path)).MustSucceed();
        Assert.Equal("未见异常", read.GetProperty("items")[0].GetProperty("value").GetString());
    }

    private async Task<ApiUser> UserAsync(string name)
    {
        if (users.TryGetValue(name, out var known)) return known;
        var user = new ApiUser(application.CreateClient());
        if (name.Length > 0) await user.SignInAsync(name, Cancellation);
        return users[name] = user;
    }

    private async Task<ApiAnswer> AskAsync(string user, HttpMethod method, string path, object? body = null) =>
        await (await UserAsync(user)).SendAsync(method, path, method == HttpMethod.Get ? null : body, Cancellation);

    private async Task<JsonElement> RunAsync(string job) =>
        (await AskAsync("", HttpMethod.Post, $"/dev/jobs/{job}/run", new { })).MustSucceed();

    private async Task<Guid> WorkerIdAsync() => (await AskAsync("window", HttpMethod.Get, $"/api/workers?q={Worker}"))
        .MustSucceed().GetProperty("items")[0].GetProperty("id").GetGuid();

    private async Task<Guid> AddClueAsync()
    {
        var clue = new Clue
        {
            Number = "TEST-CLUE",
            Source = "test",
            KindCode = "D-V8",
            SubjectId = Guid.CreateVersion7(),
            Version = Today,
            WorkerId = await WorkerIdAsync(),
            Facts = "{}",
            CreatedAt = application.Clock.GetUtcNow(),
        };
        await SaveAsync(_ => Task.FromResult<object>(clue));
        return clue.Id;
    }

    private Task AddCertificateAsync() => SaveAsync(async db =>
    {
        var firm = await db.Enterprises.FirstAsync(row => row.Kind == "employer", Cancellation);
        var paper = new Certificate
        {
            Number = "450681YG2026000172",
            Kind = CertificateKinds.Employer,
            CaseId = null,
            EnterpriseId = firm.Id,
            HolderName = firm.Name,
            HolderCode = firm.UnifiedSocialCreditCode,
            IssuerDepartmentCode = "hr-bureau",
            FilingNumber = null,
            IssuedAt = application.Clock.GetUtcNow(),
            ValidFrom = Today,
            ValidTo = Today.AddDays(300),
            Contents = "{}",
        };
        paper.Note(Certificate.IssuedAct, new CertificateAct(
            Core.Accounts.Actor.System, Today, null, null, application.Clock.GetUtcNow()));
        return paper;
    });

    private async Task SaveAsync(Func<AppDbContext, Task<object>> make)
    {
        await using var scope = application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Add(await make(db));
        await db.SaveChangesAsync(Cancellation);
    }
}
