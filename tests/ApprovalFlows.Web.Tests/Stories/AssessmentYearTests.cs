using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Pages;
using static ApprovalFlows.Web.Tests.Stories.PublishedRules;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>
/// A year of forty firms through the outer contract, from the opening by schedule to final results; what the public
/// reads is held against grades that this test works out by itself.
/// </summary>
public sealed class AssessmentYearTests : IAsyncLifetime
{
    private const int Year = 2026;
    private const string Flow = "annual-assessment";

    private static readonly AssessedFirm[] Firms =
        [.. Enumerable.Range(0, AssessedFirm.Count).Select(index => new AssessedFirm(index))];

    private readonly YearApplication application = new();
    private readonly Dictionary<string, ApiUser> users = [];
    private readonly Dictionary<string, AssessedFirm> byCase = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Forget();
        await application.DisposeAsync();
    }

    [Fact]
    public async Task Year_OfFortyFirms_EndsInTheGradesTheRulesGive()
    {
        // Before the program has timers, which would all come up once for each of the months.
        MoveTo("2026-12-31 23:50");
        application.CreateClient().Dispose();
        await AssessedFirms.RegisterAsync(application, Year, Cancellation);
        await OpenAsync();
        await ReportAsync();
        await ScoreAsync();
        await ConfirmAsync();
        var (upheld, rejected) = (Firms[1], Firms[2]);
        Assert.NotEqual(GradeOf(upheld, []), GradeOf(upheld, ["park-office"]));
        await MustShowAsync([], isFinal: false);

        await ObjectAsync(upheld, "park-office");
        await ObjectAsync(rejected, "police");
        var asked = await PublicObjector.ObjectTwiceAsync(application, AddressOf(Firms[3]));
        MoveTo("2027-02-22 09:00");
        Assert.Equal(37, (await RunAsync("publicity")).GetProperty("final").GetInt32());
        await DecideAsync("hr-supervisor", upheld, "uphold");
        await DecideAsync("hr-supervisor", rejected, "reject");
        await ScoreAsync("park-office", "park", upheld, 0);
        await DecideAsync("zone", Firms[3], "decline");
        await DecideAsync("zone", Firms[3], "takeUp");
        await DecideAsync("hr-supervisor", Firms[3], "reject");

        Assert.Equal(3, (await RunAsync("publicity")).GetProperty("final").GetInt32());
        Assert.Equal(0, (await RunAsync("publicity")).GetProperty("final").GetInt32());
        await MustShowAsync(new() { [upheld.Code] = ["park-office"] }, isFinal: true);
        await MustTellTheOfficesAsync(new() { [upheld.Code] = ["park-office"] });
        Assert.Equal(["notTakenUp", "rejected"], await PublicObjector.AnswersAsync(application, asked));
        foreach (var (user, contact) in new[] { ("", null), (Firms[3].UserName, null), ("police", "139****1234") })
            PublicObjector.MustBeShownAs(contact, await AskAsync(user, $"/api{AddressOf(Firms[3])}"));
    }

    private static string AddressOf(AssessedFirm firm) => $"/assessments/{Year}/{firm.Code}";

    private async Task OpenAsync()
    {
        Assert.Equal(0, (await RunAsync("assessment-cycle")).GetProperty("opened").GetInt32());
        MoveTo("2027-01-01 00:05");
        Assert.Equal(1, (await RunAsync("assessment-cycle")).GetProperty("opened").GetInt32());
        Assert.Equal(0, (await RunAsync("assessment-cycle")).GetProperty("opened").GetInt32());
        Assert.Equal(AssessedFirm.Count, (await RunAsync("assessment-report")).GetProperty("told").GetInt32());
        Assert.Equal(0, (await RunAsync("assessment-report")).GetProperty("told").GetInt32());
        var again = await SendAsync("zone", HttpMethod.Post, "/api/assessments", new { year = Year });
        Assert.Equal(409, (int)again.Status);
        var cycle = await AskAsync("zone", $"/api/assessments/{Year}");
        Assert.Equal(AssessedFirm.Count, cycle.GetProperty("totalCount").GetInt32());
        Assert.Equal("2027-01-31", cycle.GetProperty("cycle").GetProperty("reportDue").GetString());
    }

    private async Task ReportAsync()
    {
        MoveTo("2027-01-11 09:00");
        foreach (var firm in Firms.Where(firm => firm.Reports && !firm.IsLate)) await ReportAsync(firm);
        var second = await SendAsync(Firms[0].UserName, HttpMethod.Post, $"/workflows/{Flow}", Report());
        Assert.Equal(422, (int)second.Status);
        Assert.Contains(NumberOf(Firms[0]), second.Body.GetRawText(), StringComparison.Ordinal);
        MoveTo("2027-01-31 10:00");
        // Eight firms of forty hear of the last day, four of them report on it.
        Assert.Equal(8, (await RunAsync("assessment-report")).GetProperty("told").GetInt32());
        foreach (var firm in Firms.Where(firm => firm.IsLate)) await ReportAsync(firm);
        MoveTo("2027-02-01 00:10");
        Assert.Equal(4, (await RunAsync("assessment-cycle")).GetProperty("unreported").GetInt32());
        // Four firms and the window, each once.
        Assert.Equal(8, (await RunAsync("assessment-report")).GetProperty("told").GetInt32());
        var late = await SendAsync(Firms[39].UserName, HttpMethod.Post, $"/workflows/{Flow}", Report());
        Assert.Equal(422, (int)late.Status);
        foreach (var firm in Firms.Where(firm => !firm.Reports))
        {
            var shown = await AskAsync("auditor", $"/api/assessments/{Year}/{firm.Code}");
            byCase[shown.GetProperty("caseNumber").GetString()!] = firm;
        }
    }

    private async Task ReportAsync(AssessedFirm firm)
    {
        var sent = (await SendAsync(firm.UserName, HttpMethod.Post, $"/workflows/{Flow}", Report())).MustSucceed();
        byCase[sent.GetProperty("caseNumber").GetString()!] = firm;
    }

    private static JsonObject Report() => new()
    {
        ["values"] = new JsonObject
        {
            ["year"] = Year,
            ["areaCode"] = "450681101",
            ["trainingLaw"] = 10,
            ["trainingCustoms"] = 10,
            ["trainingSkills"] = 10,
            ["selfGrade"] = "A",
            ["comment"] = "全年遵守各项规定，按时报告。",
            ["attestation"] = true,
        },
        ["attachments"] = new JsonObject(),
    };

    private async Task ScoreAsync()
    {
        foreach (var (office, user, _) in Parts)
        {
            var tasks = await TasksAsync(user);
            Assert.Equal(Firms.Count(firm => office != "park-office" || firm.IsInPark), tasks.Count);
            foreach (var task in tasks)
            {
                var firm = byCase[task.GetProperty("caseNumber").GetString()!];
                await DecideAsync(user, task, "score", SheetOf(office, firm.Lost(office)));
            }
        }
    }

    private async Task ScoreAsync(string office, string user, AssessedFirm firm, int lost)
    {
        var task = await TaskAsync(user, firm);
        var without = await SendAsync(user, HttpMethod.Post, $"/api/tasks/{task.GetProperty("id")}/decision", new
        {
            outcome = "score",
            revision = task.GetProperty("revision").GetInt32(),
        });
        Assert.Equal(422, (int)without.Status);
        await DecideAsync(user, task, "score", SheetOf(office, lost));
    }

    private async Task ConfirmAsync()
    {
        MoveTo("2027-02-08 09:00");
        var tasks = await TasksAsync("zone");
        Assert.Equal(AssessedFirm.Count, tasks.Count);
        foreach (var task in tasks) await DecideAsync("zone", task, "confirm");
    }

    private async Task ObjectAsync(AssessedFirm firm, string office) => (await SendAsync(
        firm.UserName, HttpMethod.Post, $"/api/assessments/{Year}/{firm.Code}/objections",
        new { office, reason = "已按要求整改。" })).MustSucceed();

    private async Task DecideAsync(string user, AssessedFirm firm, string outcome) =>
        await DecideAsync(user, await TaskAsync(user, firm), outcome);

    private async Task<JsonElement> TaskAsync(string user, AssessedFirm firm) => Assert.Single(
        await TasksAsync(user), row => row.GetProperty("caseNumber").GetString() == NumberOf(firm));

    private async Task DecideAsync(string user, JsonElement task, string outcome, object? sheet = null) =>
        (await SendAsync(user, HttpMethod.Post, $"/api/tasks/{task.GetProperty("id")}/decision", new
        {
            outcome,
            opinion = "意见如上。",
            revision = task.GetProperty("revision").GetInt32(),
            sheet,
        })).MustSucceed();

    // What is public, page by page, against what the test works out; and the page itself for one of them.
    private async Task MustShowAsync(Dictionary<string, string[]> forgiven, bool isFinal)
    {
        var found = new Dictionary<string, string>();
        for (var page = 1; page <= 3; page++)
        {
            var rows = await AskAsync("", $"/api/assessments?year={Year}&page={page}&pageSize=15");
            Assert.Equal(AssessedFirm.Count, rows.GetProperty("totalCount").GetInt32());
            Assert.DoesNotContain(AssessedFirm.Phone, rows.GetRawText(), StringComparison.Ordinal);
            foreach (var row in rows.GetProperty("items").EnumerateArray())
            {
                found[row.GetProperty("creditCode").GetString()!] = row.GetProperty("grade").GetString()!;
                Assert.Equal(isFinal, row.GetProperty("isFinal").GetBoolean());
            }
        }

        Assert.Equal(
            Firms.Select(firm => $"{firm.Code} {GradeOf(firm, forgiven.GetValueOrDefault(firm.Code) ?? [])}"),
            Firms.Select(firm => $"{firm.Code} {found[firm.Code]}"));
        Assert.Equal(4, found.Values.Distinct().Count());
        using var visitor = new Visitor(application);
        var shown = await visitor.OpenAsync($"/assessments?year={Year}&grade=D", "en");
        Assert.Equal(
            found.Where(pair => pair.Value == "D").Select(pair => pair.Key).Order(StringComparer.Ordinal),
            shown.Document.QuerySelectorAll("tbody .row-sub").Select(cell => cell.TextContent.Trim())
                .Order(StringComparer.Ordinal));
    }

    private async Task MustTellTheOfficesAsync(Dictionary<string, string[]> forgiven)
    {
        var cycle = await AskAsync("zone", $"/api/assessments/{Year}");
        Assert.Equal(AssessedFirm.Count, cycle.GetProperty("states").GetProperty("final").GetInt32());
        Assert.Equal(4, cycle.GetProperty("unreported").GetInt32());
        foreach (var grade in new[] { "A", "B", "C", "D" })
        {
            Assert.Equal(
                Firms.Count(firm => GradeOf(firm, forgiven.GetValueOrDefault(firm.Code) ?? []) == grade),
                cycle.GetProperty("grades").GetProperty(grade).GetInt32());
        }

        var history = await AskAsync(Firms[1].UserName, $"/api/assessments/{Year}/{Firms[1].Code}");
        Assert.Equal(2, history.GetProperty("grades").GetArrayLength());
        var objection = Assert.Single(history.GetProperty("objections").EnumerateArray());
        Assert.True(objection.GetProperty("isUpheld").GetBoolean());
        var stranger = await AskAsync(Firms[2].UserName, $"/api/assessments/{Year}/{Firms[1].Code}");
        Assert.Equal(JsonValueKind.Null, stranger.GetProperty("sheets").ValueKind);
    }

    private string NumberOf(AssessedFirm firm) => byCase.Single(pair => pair.Value == firm).Key;

    private async Task<List<JsonElement>> TasksAsync(string user)
    {
        var found = await AskAsync(user, $"/api/tasks?scope=available&flow={Flow}&pageSize=100");
        return [.. found.GetProperty("items").EnumerateArray()];
    }

    private Task<JsonElement> RunAsync(string job) => AskAsync("", $"/dev/jobs/{job}/run", HttpMethod.Post);

    private async Task<JsonElement> AskAsync(string user, string address, HttpMethod? method = null) =>
        (await SendAsync(user, method ?? HttpMethod.Get, address)).MustSucceed();

    private async Task<ApiAnswer> SendAsync(string user, HttpMethod method, string address, object? body = null)
    {
        if (!users.TryGetValue(user, out var known))
        {
            users[user] = known = new ApiUser(application.CreateClient());
            if (user.Length > 0) await known.SignInAsync(user, Cancellation);
        }

        return await known.SendAsync(method, address, body, Cancellation);
    }

    // Nobody's token outlives weeks.
    private void MoveTo(string local)
    {
        application.Clock.MoveTo(new DateTimeOffset(
            DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8)));
        Forget();
    }

    private void Forget()
    {
        foreach (var user in users.Values) user.Dispose();
        users.Clear();
    }
}
