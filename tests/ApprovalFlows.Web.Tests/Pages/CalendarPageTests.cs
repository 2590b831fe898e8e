using System.Net;
using System.Text;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Pages;

public sealed class CalendarPageTests
{
    private const string Load = "#load button[type=submit]";
    private const string Correct = "#correct button[type=submit]";

    [Theory]
    [InlineData("zh-CN", "休", "放假 (国庆节)", "2027年的放假安排尚未导入")]
    [InlineData("vi", "nghỉ", "ngày nghỉ lễ (Quốc khánh Trung Quốc)", "chưa nạp lịch nghỉ năm 2027")]
    [InlineData("en", "off", "holiday (National Day)", "the notice for 2027 is not loaded")]
    public async Task Calendar_OfAYear_TellsEveryDayBySignAndWord(
        string language, string sign, string words, string missing)
    {
        await using var application = new TestApplication();
        using var admin = new Visitor(application);
        await admin.SignInAsync("admin");

        var page = await admin.OpenAsync("/calendar?in=GX&of=2026", language);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(12, page.Document.QuerySelectorAll(".month").Length);
        Assert.Equal(365, page.Document.QuerySelectorAll(".months td.day").Length);
        var firstOfOctober = page.Document.QuerySelectorAll(".month")[9].QuerySelector("td.day")!;
        Assert.Equal(sign, firstOfOctober.QuerySelector("small")!.TextContent);
        Assert.Equal(words, firstOfOctober.QuerySelector(".visually-hidden")!.TextContent);
        var april = page.Document.QuerySelectorAll(".month")[3];
        Assert.Equal(2, april.QuerySelectorAll("small").Count(mark => mark.TextContent.EndsWith('◆')));
        Assert.Contains(missing, page.Text);
    }

    [Fact]
    public async Task Load_FileOfNextYear_AppliesAndWarnsNoLonger()
    {
        await using var application = new TestApplication();
        using var admin = new Visitor(application);
        await admin.SignInAsync("admin");
        var form = await admin.OpenAsync("/calendar?in=CN&of=2027");
        var file = new Dictionary<string, byte[]> { ["file"] = Encoding.UTF8.GetBytes(Lines(2027)) };

        var page = await admin.PressAsync(
            form, Load, new Dictionary<string, string> { ["source"] = "国办发明电〔2026〕9号" }, file);

        Assert.Contains("第1版已生效", page.Text);
        Assert.Contains("国办发明电〔2026〕9号", page.Text);
        Assert.DoesNotContain("全国：2027年的放假安排尚未导入", page.Text);
        Assert.Contains("广西：2027年的放假安排尚未导入", page.Text);
    }

    [Fact]
    public async Task Load_WrongLines_KeepsWhatWasTypedAndLoadsNothing()
    {
        await using var application = new TestApplication();
        using var admin = new Visitor(application);
        await admin.SignInAsync("admin");
        var form = await admin.OpenAsync("/calendar?in=CN&of=2027");

        var page = await admin.PressAsync(form, Load, new Dictionary<string, string>
        {
            ["lines"] = "2026-10-01,off,国庆节\n2027-10-11,work,",
            ["source"] = "",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(page.Errors, error => error.Contains("请填写文号或者来源", StringComparison.Ordinal));
        Assert.Contains("2027-10-11,work,", page.Document.QuerySelector("textarea[name=lines]")!.TextContent);
        Assert.DoesNotContain("第1版", (await admin.OpenAsync("/calendar?in=CN&of=2027")).Text);
    }

    [Fact]
    public async Task Correct_ADay_MovesTheOpenDateAndTellsTheApplicantOnHisPage()
    {
        await using var application = new TestApplication();
        application.Clock.MoveTo(new DateTimeOffset(2026, 4, 10, 9, 0, 0, TimeSpan.FromHours(8)));
        var cancellation = TestContext.Current.CancellationToken;
        using var employer = new ApiUser(await application.SignInAsync("employer", cancellation));
        var number = await employer.ApplyAsync(new DateOnly(2026, 4, 10), cancellation);
        using var admin = new Visitor(application);
        await admin.SignInAsync("admin");
        var form = await admin.OpenAsync("/calendar?in=GX&of=2026");

        var page = await admin.PressAsync(form, Correct, new Dictionary<string, string>
        {
            ["day"] = "2026-04-21",
            ["kind"] = "Off",
            ["name"] = "广西三月三",
            ["reason"] = "通知更正",
        });
        await application.Services.GetRequiredService<RecalculationJob>()
            .RunAsync(cancellation);

        Assert.Contains("第2版已生效", page.Text);
        Assert.Contains("已检查1/1项，变动1项", (await admin.OpenAsync("/calendar?in=GX&of=2026")).Text);
        using var applicant = new Visitor(application);
        await applicant.SignInAsync("employer");
        Assert.Contains("1条未读消息", (await applicant.OpenAsync("/")).Text);
        var moved = await applicant.OpenAsync("/messages");
        Assert.Contains(number, moved.Text);
        Assert.Contains("2026年4月22日", moved.Text);
        await applicant.PressAsync(moved, "main .page-actions button");
        Assert.DoesNotContain("条未读消息", (await applicant.OpenAsync("/")).Text);
    }

    private static string Lines(int year) => string.Join('\n',
        "date,kind,name",
        $"{year}-01-01,off,元旦",
        string.Join('\n', Enumerable.Range(5, 5).Select(day => $"{year}-02-{day:00},off,春节")),
        $"{year}-02-20,work,",
        $"{year}-04-05,off,清明节",
        $"{year}-05-01,off,劳动节",
        $"{year}-05-02,off,劳动节",
        $"{year}-06-09,off,端午节",
        $"{year}-09-15,off,中秋节",
        string.Join('\n', Enumerable.Range(1, 3).Select(day => $"{year}-10-{day:00},off,国庆节")));
}
