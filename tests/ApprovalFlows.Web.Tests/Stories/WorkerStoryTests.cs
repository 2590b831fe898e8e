using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>
/// The life of a worker's papers through the outer contract: from the roster to a green lamp, an exit, and what the
/// suspension of the employer's certificate holds up.
/// </summary>
public sealed class WorkerStoryTests : IAsyncLifetime
{
    private const string Worker = "022195004567";

    private readonly TestApplication application = new(TestDatabase.Sqlite);
    private readonly Dictionary<string, ApiUser> users = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateOnly Today => ChinaTime.DateOf(application.Clock.GetUtcNow());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var user in users.Values) user.Dispose();
        await application.DisposeAsync();
    }

    [Fact]
    public async Task Roster_WithTenBadRows_AppliesTheOthersAndNamesRowAndField()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(RosterOf(200))), "file", "roster.csv" },
        };

        var answer = (await SendAsync("employer", HttpMethod.Post, "/api/workers/rosters", form)).MustSucceed();

        Assert.Equal((190, 10), (answer.GetProperty("created").GetInt32(), answer.GetProperty("refused").GetInt32()));
        var refused = answer.GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("outcome").GetString() == "refused").ToList();
        Assert.Equal(
            Enumerable.Range(0, 10).Select(index => (20 * index) + 9),
            refused.Select(row => row.GetProperty("row").GetInt32()));
        Assert.All(refused, row => Assert.Equal(
            "birthDate", row.GetProperty("errors")[0].GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Papers_IssuedOneAfterTheOther_TurnTheLampGreenAndFollowWhatHappens()
    {
        var employer = await EmployerCertificateAsync();
        var permit = await PapersAsync();
        Assert.Equal("green", await LampAsync());

        var preview = (await SendAsync(
            "hr-issuer", HttpMethod.Get, $"/api/certificates/{employer}/consequences?act=suspension")).MustSucceed();
        Assert.Equal(
            (1, 3), (preview.GetProperty("workers").GetInt32(), preview.GetProperty("papers").GetInt32()));
        await ActAsync(employer, "suspension");
        Assert.Equal("red", await LampAsync());
        Assert.Equal("held", await VerifyAsync(permit));
        await ActAsync(employer, "reinstatement");
        Assert.Equal(("green", "valid"), (await LampAsync(), await VerifyAsync(permit)));

        var exit = new
        {
            documentKind = "TX",
            documentNumber = "GTH-2026-000017",
            direction = "exit",
            at = application.Clock.GetUtcNow(),
            port = "dongxing",
        };
        (await SendAsync("border", HttpMethod.Post, "/api/crossings", exit)).MustSucceed();
        var stay = (await BoardAsync()).GetProperty("slots").EnumerateArray()
            .Single(slot => slot.GetProperty("slot").GetString() == "stay");
        Assert.Equal("usedUp", stay.GetProperty("state").GetString());
        Assert.Equal("stay-permit", stay.GetProperty("flow").GetString());
    }

    [Fact]
    public async Task Insurance_EndingEarly_IsAmberWithTheGapNamed()
    {
        await EmployerCertificateAsync();
        await PapersAsync();
        await ActAsync("GS-1", "cancellation", Today.AddDays(21));

        var board = await BoardAsync();

        Assert.Equal("amber", board.GetProperty("lamp").GetString());
        var gap = Assert.Single(board.GetProperty("gaps").EnumerateArray());
        Assert.Equal(
            (Iso(Today.AddDays(21)), Iso(Today.AddDays(170))),
            (gap.GetProperty("from").GetString(), gap.GetProperty("to").GetString()));
    }

    private async Task<string> EmployerCertificateAsync()
    {
        var firm = await UserAsync("employer");
        var number = await firm.ApplyAsync(Today, Cancellation);
        await WalkAsync(number, "window:accept dongxing:approve hr:approve zone:approve hr-issuer:issue");
        return await CertificateOfAsync(number);
    }

    private async Task<string> PapersAsync()
    {
        var forms = new WorkerApplications(Worker, Today);
        var health = await IssueAsync("employer", "health-check", forms.Health(),
            "customs:identified physician:fit customs:issue");
        var agreement = await IssueAsync("employer", "labour-agreement", forms.Agreement(),
            "worker:confirm hr:register");
        await IssueAsync("employer", "insurance", forms.Insurance(), "window:register");
        var stay = await IssueAsync("employer", "stay-permit", forms.Stay(), "police-window:accept police:grant");
        await IssueAsync("worker", "residence-registration", forms.Residence(), "station:register");
        return await IssueAsync("employer", "worker-permit", forms.Permit(health, agreement, stay),
            "window:accept hr:approve hr-issuer:issue");
    }

    private async Task<string> IssueAsync(string user, string flow, JsonObject values, string decisions)
    {
        var number = await (await UserAsync(user)).ApplyAsync(flow, values, Cancellation);
        await WalkAsync(number, decisions);
        return await CertificateOfAsync(number);
    }

    private async Task WalkAsync(string number, string decisions)
    {
        foreach (var decision in decisions.Split(' '))
        {
            var (name, outcome) = (decision.Split(':')[0], decision.Split(':')[1]);
            if (name == "worker")
            {
                (await SendAsync(name, HttpMethod.Post, $"/api/cases/{number}/worker-answer",
                    new JsonObject { ["answer"] = outcome })).MustSucceed();
                continue;
            }

            var user = await UserAsync(name);
            var task = Assert.Single(await user.FindTasksAsync(number, Cancellation));
            (await user.DecideAsync(
                task.GetProperty("id").GetGuid(), outcome, task.GetProperty("revision").GetInt32(), Cancellation))
                .MustSucceed();
        }
    }

    private async Task<string> CertificateOfAsync(string number)
    {
        var file = (await SendAsync("auditor", HttpMethod.Get, $"/api/cases/{number}")).MustSucceed();
        Assert.Equal("issued", file.GetProperty("status").GetString());
        return file.GetProperty("certificate").GetProperty("number").GetString()!;
    }

    private async Task ActAsync(string number, string act, DateOnly? from = null) => (await SendAsync(
        "hr-issuer", HttpMethod.Post, $"/api/certificates/{number}/{act}", new { reason = "限期整改", from }))
        .MustSucceed();

    private async Task<JsonElement> BoardAsync()
    {
        var found = (await SendAsync("window", HttpMethod.Get, $"/api/workers?q={Worker}")).MustSucceed();
        var id = found.GetProperty("items")[0].GetProperty("id").GetGuid();
        return (await SendAsync("window", HttpMethod.Get, $"/api/workers/{id}/papers")).MustSucceed();
    }

    private async Task<string?> LampAsync() => (await BoardAsync()).GetProperty("lamp").GetString();

    private async Task<string?> VerifyAsync(string number) =>
        (await SendAsync("employer", HttpMethod.Get, $"/api/verify/{number}")).MustSucceed()
        .GetProperty("status").GetString();

    private async Task<ApiAnswer> SendAsync(string user, HttpMethod method, string address, object? body = null) =>
        await (await UserAsync(user)).SendAsync(method, address, body, Cancellation);

    private async Task<ApiUser> UserAsync(string name)
    {
        if (users.TryGetValue(name, out var known)) return known;
        var user = new ApiUser(application.CreateClient());
        await user.SignInAsync(name, Cancellation);
        return users[name] = user;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    // Every twentieth row names a day that does not exist.
    private string RosterOf(int rows)
    {
        var (from, to) = (Iso(Today.AddDays(-30)), Iso(Today.AddDays(300)));
        var text = new StringBuilder("姓名（原文）,性别,出生日期,documentKind,证件号码,签发机关,签发日期,有效期至\n");
        for (var row = 0; row < rows; row++)
        {
            var birth = row % 20 == 7 ? "1990-02-30" : "1990-02-14";
            var name = $"Nguyễn Văn {(char)('A' + (row / 26))}{(char)('a' + (row % 26))}";
            text.Append(name).Append(",男,").Append(birth).Append(",TX,GTH-R-")
                .Append(row.ToString("D4", null)).Append(",Công an,").Append(from).Append(',').Append(to).Append('\n');
        }

        return text.ToString();
    }
}
