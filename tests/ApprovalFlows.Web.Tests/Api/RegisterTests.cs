using System.Net;
using System.Text.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>The registers through the outer contract: what each office sees, and what a roster comes to.</summary>
public sealed class RegisterTests(RegisterSite site) : IClassFixture<RegisterSite>
{
    private const string Number = "022195004567";

    [Fact]
    public async Task Worker_ForEachOffice_IsShownByTheTable()
    {
        var id = (await OnlyWorkerAsync("window")).GetProperty("id").GetGuid();

        var seen = new List<string>();
        foreach (var user in new[] { "employer", "window", "police", "zone", "worker", "auditor" })
        {
            var fields = (await AskAsync(user, HttpMethod.Get, $"/api/workers/{id}")).MustSucceed()
                .GetProperty("fields");
            seen.Add($"{user} {TextOf(fields, "nameLatin")} {TextOf(fields, "personalNumber")} "
                + TextOf(fields, "birthDate"));
        }

        Assert.Equal(
            [
                $"employer NGUYEN THI MAU {Number} 1995-03-14",
                "window NGUYEN THI MAU ********4567 1995-03-14",
                "police NGUYEN THI MAU ********4567 1995-03-14",
                "zone NGUYEN THI MAU ********4567 1995",
                $"worker NGUYEN THI MAU {Number} 1995-03-14",
                "auditor NGUYEN ** - 1990s",
            ],
            seen);
        foreach (var (user, status) in new[]
            {
                ("employer2", HttpStatusCode.NotFound),
                ("youhao", HttpStatusCode.NotFound),
                ("admin", HttpStatusCode.Forbidden),
            })
            Assert.Equal(status, (await AskAsync(user, HttpMethod.Get, $"/api/workers/{id}")).Status);
    }

    [Fact]
    public async Task Unmask_WithAReason_ShowsTheNumberAndIsInTheHistory()
    {
        var id = (await OnlyWorkerAsync("window")).GetProperty("id").GetGuid();

        var without = await UnmaskAsync("police", " ");
        var other = await UnmaskAsync("zone", "x");
        var shown = await UnmaskAsync("police", "核对");
        var history = (await AskAsync("auditor", HttpMethod.Get, $"/api/workers/{id}/history")).MustSucceed();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
        Assert.Equal(Number, shown.MustSucceed().GetProperty("value").GetString());
        var change = history.GetProperty("items")[0];
        Assert.Equal(
            ("unmasked", "核对", "公安出入境民警"),
            (TextOf(change, "action"), TextOf(change, "reason"), TextOf(change, "actorName")));
        Assert.DoesNotContain(Number, history.GetRawText());

        Task<ApiAnswer> UnmaskAsync(string user, string reason) => AskAsync(
            user, HttpMethod.Post, $"/api/workers/{id}/unmask", new { field = "personalNumber", reason });
    }

    [Fact]
    public async Task Roster_WithBadRows_AppliesTheGoodOnesAndTellsTheOthersInTheCallersLanguage()
    {
        var rows = Enumerable.Range(0, 20).Select(index =>
            $"Lê Văn {(char)('A' + index)},{(index == 3 ? "x" : "1")},1990-01-01,TX,R-{index:0000},Công an,"
            + (index == 7 ? "2026-01-01,2028-01-01" : "2026-01-01,2026-12-31"));
        var text = string.Join('\n', rows.Prepend("nameOriginal,sex,birthDate,documentKind,documentNumber,"
            + "documentIssuer,documentIssuedOn,documentExpiresOn"));

        var answer = (await SendFileAsync("employer", text)).MustSucceed();
        var again = (await SendFileAsync("employer", text)).MustSucceed();
        var list = (await AskAsync("employer", HttpMethod.Get, "/api/workers?q=le+van&pageSize=50")).MustSucceed();

        Assert.Equal((18, 2), (answer.GetProperty("created").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal(18, again.GetProperty("unchanged").GetInt32());
        Assert.Equal(18, list.GetProperty("items").GetArrayLength());
        var bad = answer.GetProperty("rows").EnumerateArray()
            .Where(row => TextOf(row, "outcome") == "refused")
            .Select(row => (row.GetProperty("row").GetInt32(), row.GetProperty("errors")[0])).ToList();
        Assert.Equal([5, 9], bad.Select(row => row.Item1));
        Assert.Equal(["sex", "documentExpiresOn"], bad.Select(row => TextOf(row.Item2, "field")));
        Assert.Contains("không", TextOf(bad[1].Item2, "message"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendFileAsync("police", text)).Status);
    }

    [Fact]
    public async Task Crossing_ByBorderInspection_BelongsToTheWorkerOfTheDocument()
    {
        var id = (await OnlyWorkerAsync("window")).GetProperty("id").GetGuid();
        var body = new
        {
            documentKind = "744",
            documentNumber = "GTH-2026-000017",
            direction = "entry",
            at = "2026-03-01T23:30:00+07:00",
            port = "东兴口岸",
        };

        var recorded = (await AskAsync("border", HttpMethod.Post, "/api/crossings", body)).MustSucceed();
        var others = await AskAsync("police", HttpMethod.Post, "/api/crossings", body);
        var seen = (await AskAsync("police", HttpMethod.Get, $"/api/workers/{id}")).MustSucceed();

        Assert.Equal(id, recorded.GetProperty("workerId").GetGuid());
        Assert.StartsWith("2026-03-02T00:30", TextOf(recorded, "at"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, others.Status);
        Assert.Equal("entry", TextOf(seen.GetProperty("crossings")[0], "direction"));
    }

    private async Task<JsonElement> OnlyWorkerAsync(string user) =>
        (await AskAsync(user, HttpMethod.Get, "/api/workers?q=" + Number)).MustSucceed()
            .GetProperty("items").EnumerateArray().Single();

    private Task<ApiAnswer> AskAsync(string user, HttpMethod method, string address, object? body = null) =>
        site.AskAsync(user, method, address, body);

    private Task<ApiAnswer> SendFileAsync(string user, string text) =>
        site.SendFileAsync(user, "/api/workers/rosters", text);

    private static string TextOf(JsonElement element, string name) => RegisterSite.TextOf(element, name);
}
