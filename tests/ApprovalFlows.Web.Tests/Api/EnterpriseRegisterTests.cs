using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>Enterprises and crossings through the outer contract: right, wrong by field, forbidden.</summary>
public sealed class EnterpriseRegisterTests(RegisterSite site) : IClassFixture<RegisterSite>
{
    private static readonly Dictionary<string, string> s_firm = new()
    {
        ["name"] = "东兴示例翻译有限公司",
        ["unifiedSocialCreditCode"] = "91350100M000100Y43",
        ["kind"] = "translation",
        ["areaCode"] = "450681100",
        ["representativeId"] = "450681199001010012",
    };

    [Fact]
    public async Task Register_ByTheBureau_AnswersRightAndWrongByField()
    {
        var made = await site.PostAsync("hr", "/api/enterprises", s_firm);
        var again = await site.PostAsync("hr", "/api/enterprises", s_firm);
        var wrong = await site.PostAsync("hr", "/api/enterprises", new { kind = "bank", areaCode = "1" });
        var forbidden = await site.PostAsync("zone", "/api/enterprises", s_firm);
        var id = made.MustSucceed().GetProperty("id").GetGuid();
        var seen = (await site.GetAsync("hr", $"/api/enterprises/{id}")).MustSucceed();
        var shown = await site.PostAsync(
            "hr", $"/api/enterprises/{id}/unmask", new { field = "representativeId", reason = "核对" });
        var hidden = await site.PostAsync(
            "hr", $"/api/enterprises/{id}/unmask", new { field = "contactPhone", reason = "核对" });

        Assert.Equal(["unifiedSocialCreditCode"], RegisterSite.FieldsOf(again));
        Assert.Equal(["areaCode", "kind", "name", "unifiedSocialCreditCode"], RegisterSite.FieldsOf(wrong).Order());
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.Status);
        Assert.Equal(
            "**************0012", RegisterSite.TextOf(seen.GetProperty("fields"), "representativeId"));
        Assert.Equal("450681199001010012", RegisterSite.TextOf(shown.MustSucceed(), "value"));
        Assert.Equal(HttpStatusCode.Forbidden, hidden.Status);
    }

    [Fact]
    public async Task Change_ByAFirm_IsOfItsOwnContactOnly()
    {
        var own = (await site.GetAsync("employer", "/api/enterprises")).MustSucceed().GetProperty("items")[0];
        var id = own.GetProperty("id").GetGuid();

        var done = await ChangeAsync("employer", new { contactPhone = "13800138000" });
        var more = await ChangeAsync("employer", new { pilotTo = "2030-01-01" });
        var wrong = await ChangeAsync("hr", new { pilotTo = "2010-01-01", capital = "viel" });
        var foreign = await ChangeAsync("employer2", new { address = "x" });
        var missing = await site.GetAsync("hr", $"/api/enterprises/{Guid.Empty}");

        Assert.True(done.IsSuccess);
        Assert.Equal(HttpStatusCode.Forbidden, more.Status);
        Assert.Equal(["capital", "pilotTo"], RegisterSite.FieldsOf(wrong).Order());
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.GetAsync("admin", "/api/enterprises")).Status);

        Task<ApiAnswer> ChangeAsync(string user, object fields) =>
            site.PostAsync(user, $"/api/enterprises/{id}/changes", new { fields, reason = "核对" });
    }

    [Fact]
    public async Task Crossings_FromAFile_AreMatchedAndVoidedByBorderInspectionOnly()
    {
        var worker = await site.RegisterAsync("window", ("documentNumber", "CROSS-1"));
        const string Rows = """
            documentKind,documentNumber,direction,at,port
            TX,CROSS-1,entry,2026-03-01T08:00:00+08:00,东兴口岸
            TX,CROSS-2,entry,2026-03-01T09:00:00+08:00,东兴口岸
            TX,CROSS-1,sideways,2026-03-01T10:00:00+08:00,东兴口岸
            """;

        var taken = (await site.SendFileAsync("border", "/api/crossings/import", Rows)).MustSucceed();
        var refused = await site.SendFileAsync("police", "/api/crossings/import", Rows);
        var stray = (await site.GetAsync("police", "/api/crossings?unmatched=true")).MustSucceed()
            .GetProperty("items")[0].GetProperty("id").GetGuid();
        var nobody = await site.PostAsync("border", $"/api/crossings/{stray}/match", new { worker = Guid.Empty });
        var matched = await site.PostAsync("border", $"/api/crossings/{stray}/match", new { worker });
        var silent = await site.PostAsync("border", $"/api/crossings/{stray}/void", new { reason = " " });
        var voided = await site.PostAsync("border", $"/api/crossings/{stray}/void", new { reason = "误录" });
        var wrong = await site.PostAsync("border", "/api/crossings", new { direction = "up", at = "2026-03-01" });

        Assert.Equal(
            ["matched", "unmatched", "refused"],
            taken.GetProperty("rows").EnumerateArray().Select(row => RegisterSite.TextOf(row, "outcome")));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(HttpStatusCode.NotFound, nobody.Status);
        Assert.Equal(worker, matched.MustSucceed().GetProperty("workerId").GetGuid());
        Assert.Equal(["reason"], RegisterSite.FieldsOf(silent));
        Assert.Equal("误录", RegisterSite.TextOf(voided.MustSucceed(), "voidReason"));
        Assert.Equal(
            ["at", "direction", "documentKind", "documentNumber", "port"], RegisterSite.FieldsOf(wrong).Order());
        Assert.Equal(HttpStatusCode.Forbidden, (await site.GetAsync("window", "/api/crossings")).Status);
    }
}
