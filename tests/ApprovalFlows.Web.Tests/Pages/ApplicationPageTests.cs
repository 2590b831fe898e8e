using System.Globalization;
using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>Applying, correcting and deciding by plain forms: no script runs here.</summary>
public sealed class ApplicationPageTests
{
    private const string Form = "/apply/employer-certificate";
    private const string Check = "button[value=check]:not(.visually-hidden)";

    [Fact]
    public async Task Form_FieldOfSeveralLines_IsATextArea()
    {
        await using var application = new TestApplication();
        using var applicant = new Visitor(application);
        await applicant.SignInAsync("employer");

        var form = await applicant.OpenAsync("/apply/employer-certificate");

        Assert.NotNull(form.Document.QuerySelector("textarea[name='v.posts[0].tasks']"));
    }

    [Fact]
    public async Task Form_IncompleteAndWrong_SaysEverythingAtOnceAndKeepsTheRest()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        await employer.SignInAsync("employer");
        var page = await employer.OpenAsync(Form);
        var typed = Typed(application);
        typed["v.unifiedSocialCreditCode"] = "91450681MA0TEXT12A";
        typed["v.headcount"] = "";

        var answer = await employer.PressAsync(page, Check, typed, Files());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Errors, error => error.StartsWith("统一社会信用代码", StringComparison.Ordinal));
        Assert.Contains(answer.Errors, error => error.Contains("拟用人数", StringComparison.Ordinal));
        Assert.Equal("宿舍1号", answer.Document.QuerySelector("[name='v.housingAddress']")!.GetAttribute("value"));
        Assert.Equal(5, answer.Document.QuerySelectorAll("[data-upload-list] li").Length);
    }

    [Fact]
    public async Task Form_LeftHalfway_IsThereAgain()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        await employer.SignInAsync("employer");
        var page = await employer.OpenAsync(Form);
        var typed = new Dictionary<string, string> { ["v.contactName"] = "人事部" };

        await employer.PressAsync(page, ".form-end button[value=save]", typed);
        var later = await employer.OpenAsync(Form);

        Assert.Equal("人事部", later.Document.QuerySelector("[name='v.contactName']")!.GetAttribute("value"));
        Assert.Contains("已保存", later.Text);
    }

    [Fact]
    public async Task Form_RowAddedAndRemoved_WorksWithoutScripts()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        await employer.SignInAsync("employer");
        var page = await employer.OpenAsync(Form);
        var typed = new Dictionary<string, string> { ["v.posts[0].code"] = "A1" };

        var two = await employer.PressAsync(page, "[data-row-add]", typed);
        var one = await employer.PressAsync(
            two, "[data-row-remove][value$=':0']", new Dictionary<string, string> { ["v.posts[1].code"] = "B2" });

        Assert.Equal(2, two.Document.QuerySelectorAll("[data-rows-body] [data-row]").Length);
        Assert.Equal("B2", one.Document.QuerySelector("[name='v.posts[0].code']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Application_SentReturnedAndCorrected_ComesBackWithItsChangesMarked()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        using var window = new Visitor(application);
        var number = await SendAsync(application, employer);
        await window.SignInAsync("window");

        var task = await window.OpenAsync($"/search?number={number}");
        var refused = await window.PressAsync(task, Decide, Return(opinion: ""));
        await window.PressAsync(task, Decide, Return(opinion: "住宿地址不完整"));
        var waiting = await employer.OpenAsync($"/cases/{number}");
        var correction = await employer.OpenAsync($"/cases/{number}/correction");
        await employer.PressAsync(
            correction, "button[value=send]", new Dictionary<string, string> { ["v.housingAddress"] = "宿舍2号楼301" });
        var again = await window.OpenAsync($"/search?number={number}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("请写明房号", waiting.Text);
        Assert.Contains("请写明房号", correction.Text);
        Assert.StartsWith("/tasks/", again.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("原为：宿舍1号", again.Text);
    }

    [Fact]
    public async Task Decision_TaskAlreadyGone_SaysSoAndKeepsTheOpinion()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        using var window = new Visitor(application);
        var number = await SendAsync(application, employer);
        await window.SignInAsync("window");
        var task = await window.OpenAsync($"/search?number={number}");
        var mine = await employer.OpenAsync($"/cases/{number}");
        await employer.PressAsync(
            mine, "#withdraw button", new Dictionary<string, string> { ["reason"] = "不再需要" });

        var answer = await window.PressAsync(
            task, Decide, new Dictionary<string, string> { ["outcome"] = "accept", ["opinion"] = "材料齐全" });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("您的决定没有提交", answer.Text);
        Assert.Contains("材料齐全", answer.Text);
    }

    [Fact]
    public async Task Case_OfAnotherEnterprise_DoesNotExist()
    {
        await using var application = new TestApplication();
        using var employer = new Visitor(application);
        using var other = new Visitor(application);
        var number = await SendAsync(application, employer);
        await other.SignInAsync("employer2");

        var page = await other.OpenAsync($"/cases/{number}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    private const string Decide = "[data-decision] .btn-primary";

    private static async Task<string> SendAsync(TestApplication application, Visitor employer)
    {
        await employer.SignInAsync("employer");
        var form = await employer.OpenAsync(Form);
        var check = await employer.PressAsync(form, Check, Typed(application), Files());
        Assert.Empty(check.Errors);
        var receipt = await employer.PressAsync(check, ".must-do button[type=submit]");
        return receipt.Address.Segments[^1];
    }

    private static Dictionary<string, string> Return(string opinion) => new()
    {
        ["outcome"] = "return",
        ["item.field"] = "housingAddress",
        ["item.reason"] = "请写明房号",
        ["opinion"] = opinion,
    };

    private static Dictionary<string, byte[]> Files() =>
        EmployerApplication.Slots.ToDictionary(slot => "file." + slot, EmployerApplication.Pdf);

    private static Dictionary<string, string> Typed(TestApplication application)
    {
        var today = DateOnly.FromDateTime(application.Clock.GetUtcNow().UtcDateTime);
        return new Dictionary<string, string>
        {
            ["v.enterpriseName"] = "东兴示例食品加工有限公司",
            ["v.unifiedSocialCreditCode"] = "91450681MA0TEXT12B",
            ["v.enterpriseType"] = "employer",
            ["v.legalRepresentative"] = "示例代表",
            ["v.legalRepresentativeId"] = "450681199001010012",
            ["v.contactName"] = "示例联系人",
            ["v.contactPhone"] = "13800138000",
            ["v.park"] = "asean-zone",
            ["v.areaCode"] = "450681101",
            ["v.address"] = "示例路1号",
            ["v.posts[0].code"] = "A1",
            ["v.posts[0].tasks"] = "包装",
            ["v.posts[0].count"] = "20",
            ["v.posts[0].monthlyWage"] = "3200",
            ["v.headcount"] = "20",
            ["v.periodStart"] = Day(today.AddDays(10)),
            ["v.periodEnd"] = Day(today.AddDays(300)),
            ["v.housingAddress"] = "宿舍1号",
            ["v.beds"] = "32",
            ["v.managerName"] = "示例管理员",
            ["v.interpreterName"] = "示例翻译",
            ["v.accidentInsurer"] = "示例保险公司",
            ["v.workInjuryInsurer"] = "示例保险公司",
            ["v.commitment"] = "true",
        };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
