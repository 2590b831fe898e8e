using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>
/// One enterprise is cleared out after a hearing, through the outer contract: told, heard, decided, listed, refused
/// new permits; then the decision is lifted and it may apply again.
/// </summary>
public sealed class ClearOutStoryTests : IAsyncLifetime
{
    private const string Firm = "91450681MA0TEXT12B";
    private const string Facts = "引发重大劳务纠纷";

    private static readonly object Proposal = Body(new
    {
        enterprise = Firm,
        ground = "grave-breach",
        measure = "clearOut",
        facts = Facts,
        reasons = "笔录、仲裁裁决",
        investigators = "无",
    });

    private readonly Town town = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Enterprise_ClearedOutAfterAHearing_IsListedAndRefusedUntilItIsLifted()
    {
        var certificate = await town.CertifyEmployerAsync(3);
        var number = await ProposeAsync();
        await DecideAsync("window", number, "served");
        await town.PostAsync(
            "employer", $"/api/proceedings/{number}/answer", new { text = "要求听证", hearing = true });

        await HearAsync(number);
        await DecideAsync("zone", number, "agree");
        await DecideAsync("zone-leader", number, "clearOut");
        var paper = await town.AskAsync("auditor", $"/api/certificates/{certificate}");
        await DecideAsync("window", number, "served");

        var listed = await ListAsync();
        Assert.Contains("Revoked", paper.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Firm, Assert.Single(listed).GetProperty("creditCode").GetString());
        var decision = listed[0].GetProperty("number").GetString()!;
        Assert.Contains(decision, await ApplyAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);

        await LiftAsync(number);

        Assert.Empty(await ListAsync());
        Assert.Contains("caseNumber", await ApplyAsync(HttpStatusCode.Created), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enterprise_ToBeOrderedInstead_IsWorkOfTheBureauUntilTheOrderIsMade()
    {
        var number = await ProposeAsync();
        var second = await town.SendAsync("hr", HttpMethod.Post, "/workflows/clear-out", Proposal);
        await DecideAsync("window", number, "served");
        await town.PostAsync("employer", $"/api/proceedings/{number}/answer", new { text = "愿意整改" });
        await DecideAsync("zone", number, "agree");
        await DecideAsync("zone-leader", number, "rectify");

        var told = (await town.AskAsync("hr", "/api/messages")).GetRawText();
        var owed = await town.AskAsync("hr", $"/api/proceedings/{number}");
        var task = Assert.Single(await TasksAsync("hr-supervisor", number));
        var early = await town.SendAsync(
            "hr-supervisor", HttpMethod.Post, $"/api/tasks/{task.GetProperty("id").GetGuid()}/decision",
            new { outcome = "ordered", revision = task.GetProperty("revision").GetInt32() });
        var sent = await town.PostAsync("hr", "/workflows/rectification", Body(new
        {
            enterprise = Firm,
            sourceNumber = number,
            facts = Facts,
            basis = "D-V4",
            requirements = "补签协议",
        }));
        var order = sent.GetProperty("caseNumber").GetString();
        await DecideAsync("hr-supervisor", number, "ordered");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains(number, second.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains($"&case={number}", Regex.Unescape(told), StringComparison.Ordinal);
        Assert.True(owed.GetProperty("owesOrder").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, task.GetProperty("dueAt").ValueKind);
        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        var closed = await town.AskAsync("employer", $"/api/proceedings/{number}");
        Assert.Equal("closed", closed.GetProperty("status").GetString());
        Assert.Equal("rectifyInstead", closed.GetProperty("outcome").GetString());
        Assert.Equal(order, closed.GetProperty("orderInstead").GetString());
        Assert.False(closed.GetProperty("owesOrder").GetBoolean());
    }

    private static object Body(object values) => new { values, attachments = new { } };

    private async Task<string> ProposeAsync()
    {
        var refused = await town.SendAsync("employer", HttpMethod.Post, "/workflows/clear-out", Proposal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        var sent = await town.PostAsync("hr", "/workflows/clear-out", Proposal);
        return sent.GetProperty("caseNumber").GetString()!;
    }

    private async Task HearAsync(string number)
    {
        var earliest = Deadline.Compute(
            town.Today, TimeLimits.Seed[TimeLimits.PenaltyHearingNotice], Core.Calendars.WorkCalendars.Seed["GX"]);
        var at = ChinaTime.At(earliest.DueOn!.Value, new TimeOnly(9, 30));
        var address = $"/api/proceedings/{number}/hearing";
        var early = await town.SendAsync(
            "hr-supervisor", HttpMethod.Post, address,
            new { heldAt = at.AddDays(-1), place = "三楼会议室", chair = "hr-issuer" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        await town.PostAsync("hr-supervisor", address, new { heldAt = at, place = "三楼会议室", chair = "hr-issuer" });
        town.MoveTo(at.AddHours(2));
        await town.PostAsync("hr-issuer", $"/api/proceedings/{number}/minutes", new { minutes = "各方陈述如下" });
        await town.PostAsync("employer", $"/api/proceedings/{number}/confirmation", new { });
        await DecideAsync("hr-supervisor", number, "held");
    }

    private async Task DecideAsync(string user, string number, string outcome)
    {
        var task = Assert.Single(await TasksAsync(user, number));
        await town.PostAsync(user, $"/api/tasks/{task.GetProperty("id").GetGuid()}/decision", new
        {
            outcome,
            revision = task.GetProperty("revision").GetInt32(),
            opinion = "事实清楚，依据充分。",
        });
    }

    private async Task<List<JsonElement>> TasksAsync(string user, string number) =>
    [
        .. (await town.AskAsync(user, $"/api/tasks?scope=available&q={number}")).GetProperty("items").EnumerateArray(),
    ];

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await town.AskAsync("employer", "/api/sanctions")).GetProperty("items").EnumerateArray()];

    private async Task LiftAsync(string number)
    {
        var view = await town.AskAsync("hr", $"/api/proceedings/{number}");
        var address = $"/api/sanctions/{view.GetProperty("sanction").GetProperty("id").GetGuid()}/lifting";
        await town.PostAsync("hr", address, new { reason = "纠纷已经解决" });
        await town.PostAsync("zone", $"{address}/approval", new { });
    }

    /// <summary>Whether the firm may apply for its certificate.</summary>
    private async Task<string> ApplyAsync(HttpStatusCode expected)
    {
        var files = await town.UploadAllAsync("employer");
        JsonObject body = EmployerApplication.Body(town.Today, files);
        var answer = await town.SendAsync("employer", HttpMethod.Post, $"/workflows/{EmployerApplication.Flow}", body);
        Assert.Equal((expected, answer.Body.GetRawText()), (answer.Status, answer.Body.GetRawText()));
        return answer.Body.ToString();
    }
}
