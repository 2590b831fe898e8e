using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>The register of workers through the outer contract: right, wrong by field, forbidden.</summary>
public sealed class WorkerRegisterTests(RegisterSite site) : IClassFixture<RegisterSite>
{
    private const string Employer2 = "91450681MA0TEXT393";
    private const string Agency = "91450681MA0TEXT47X";

    [Fact]
    public async Task Register_ByThoseWhoMay_AnswersRightAndWrongByField()
    {
        var right = site.Person();

        var made = await site.PostAsync("window", "/api/workers", right);
        var again = await site.PostAsync("window", "/api/workers", right);
        var wrong = await site.PostAsync("window", "/api/workers", site.Person(
            ("birthDate", "2015-01-01"), ("personalNumber", "003096001234"), ("documentExpiresOn", "2030-01-01")));
        var unknown = await site.PostAsync("window", "/api/workers", site.Person(("height", "1")));

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(["birthDate", "documentExpiresOn", "personalNumber"], RegisterSite.FieldsOf(wrong).Order());
        Assert.Equal(["height"], RegisterSite.FieldsOf(unknown));
        foreach (var user in new[] { "police", "worker", "auditor" })
        {
            Assert.Equal(
                HttpStatusCode.Forbidden, (await site.PostAsync(user, "/api/workers", site.Person())).Status);
        }
    }

    [Fact]
    public async Task Change_OfARecord_NeedsReasonRightValuesAndTheLastRevision()
    {
        var id = await site.RegisterAsync("employer");

        var done = await ChangeAsync("employer", new { phone = "13800138000" }, "换号", 1);
        var stale = await ChangeAsync("employer", new { phone = "13900139000" }, "换号", 1);
        var wrong = await ChangeAsync("employer", new { phone = "12", workAreaCode = "999999" }, "换号", 2);
        var silent = await ChangeAsync("employer", new { phone = "13900139000" }, " ", 2);
        var foreign = await ChangeAsync("employer2", new { phone = "13900139000" }, "换号", 2);

        Assert.Equal(2, done.MustSucceed().GetProperty("revision").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(["phone", "workAreaCode"], RegisterSite.FieldsOf(wrong).Order());
        Assert.Equal(["reason"], RegisterSite.FieldsOf(silent));
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);

        Task<ApiAnswer> ChangeAsync(string user, object fields, string reason, int revision) =>
            site.PostAsync(user, $"/api/workers/{id}/changes", new { fields, reason, revision });
    }

    [Fact]
    public async Task Employment_EndsByTheEmployer_AndBeginsByTheWindowOnly()
    {
        var id = await site.RegisterAsync("employer");

        var lent = await EmployAsync("employer", Employer2);
        var left = await EmployAsync("employer", null);
        var unknown = await EmployAsync("window", "91450681MA0TEXT12X");
        var agency = await EmployAsync("window", Agency);
        var taken = await EmployAsync("window", Employer2);

        Assert.Equal(HttpStatusCode.Forbidden, lent.Status);
        Assert.True(left.IsSuccess);
        Assert.Equal(["enterprise"], RegisterSite.FieldsOf(unknown));
        Assert.Equal(["enterprise"], RegisterSite.FieldsOf(agency));
        Assert.True(taken.IsSuccess);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("employer", $"/api/workers/{id}")).Status);
        Assert.True((await site.GetAsync("employer2", $"/api/workers/{id}")).IsSuccess);

        Task<ApiAnswer> EmployAsync(string user, string? enterprise) =>
            site.PostAsync(user, $"/api/workers/{id}/employment", new { enterprise, reason = "合同变更" });
    }

    [Fact]
    public async Task Agency_NamedByTheEmployer_SeesTheWorkerUntilItGivesUp()
    {
        var id = await site.RegisterAsync("employer");
        var before = await site.GetAsync("agency", $"/api/workers/{id}");

        var taken = await EntrustAsync("agency", Agency);
        var wrong = await EntrustAsync("employer", Employer2);
        var named = await EntrustAsync("employer", Agency);
        var seen = await site.GetAsync("agency", $"/api/workers/{id}");
        var letGo = await site.PostAsync("agency", $"/api/workers/{id}/employment", new { reason = "x" });
        var over = await EntrustAsync("agency", null);

        Assert.Equal(HttpStatusCode.NotFound, before.Status);
        Assert.Equal(HttpStatusCode.NotFound, taken.Status);
        Assert.Equal(["agency"], RegisterSite.FieldsOf(wrong));
        Assert.True(named.IsSuccess && seen.IsSuccess && over.IsSuccess);
        Assert.Equal(HttpStatusCode.Forbidden, letGo.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("agency", $"/api/workers/{id}")).Status);

        Task<ApiAnswer> EntrustAsync(string user, string? agency) =>
            site.PostAsync(user, $"/api/workers/{id}/agency", new { agency, reason = "委托代办" });
    }

    [Fact]
    public async Task Merge_ByTheWindow_LeadsTheOldAddressToTheRecordThatStays()
    {
        var (gone, kept) = (await site.RegisterAsync("window"), await site.RegisterAsync("window"));

        var refused = await site.PostAsync("employer", $"/api/workers/{gone}/merge", new { into = kept, reason = "x" });
        var nowhere = await site.PostAsync("window", $"/api/workers/{gone}/merge", new { into = "x", reason = "x" });
        var done = await site.PostAsync("window", $"/api/workers/{gone}/merge", new { into = kept, reason = "同一人" });
        var found = (await site.GetAsync("window", $"/api/workers/{gone}")).MustSucceed();

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(["into"], RegisterSite.FieldsOf(nowhere));
        Assert.True(done.IsSuccess);
        Assert.Equal(kept, found.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Roster_OfAFirm_IsReadByThatFirmOnlyAndWrongFilesAreRefusedAsAWhole()
    {
        const string Rows = """
            nameOriginal,sex,birthDate,documentNumber,documentIssuer,documentIssuedOn,documentExpiresOn
            Lê Văn Bí Mật,1,1999-99-99,SECRET-1,Công an,2026-01-01,2026-12-31
            """;
        var sent = (await site.SendFileAsync("employer", "/api/workers/rosters", Rows)).MustSucceed();
        var id = sent.GetProperty("id").GetGuid();

        var list = (await site.GetAsync("employer", "/api/workers/rosters")).MustSucceed();
        var shown = (await site.GetAsync("employer", $"/api/workers/rosters/{id}")).MustSucceed();
        var foreign = await site.GetAsync("employer2", $"/api/workers/rosters/{id}");
        var wrong = await site.SendFileAsync("employer", "/api/workers/rosters", "a,b\n1,2");

        Assert.Equal(id, list.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Contains("\"value\":\"1999\"", shown.GetRawText());
        Assert.DoesNotContain("SECRET-1", shown.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(["file"], RegisterSite.FieldsOf(wrong));
        Assert.Equal(HttpStatusCode.Forbidden, (await site.GetAsync("worker", "/api/workers/rosters")).Status);
    }
}
