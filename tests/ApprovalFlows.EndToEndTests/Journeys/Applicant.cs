using System.Globalization;
using ApprovalFlows.TestSupport;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>What an enterprise does on these pages.</summary>
internal static class Applicant
{
    public const string Matter = "聘用境外边民用工证申请";
    public const string CreditCode = "91450681MA0TEXT12B";

    private static readonly (string Label, string Value)[] Texts =
    [
        ("企业名称", "东兴示例食品加工有限公司"), ("统一社会信用代码", CreditCode), ("法定代表人", "示例代表"),
        ("法定代表人证件号码", "450681199001010012"), ("联系人", "示例联系人"), ("联系电话", "13800138000"),
        ("经营地址", "江平镇示例路1号"), ("拟用人数", "30"), ("住宿地址", "江平镇示例路2号宿舍"), ("床位数", "32"),
        ("专职管理员", "示例管理员"), ("翻译", "示例翻译"), ("意外伤害保险公司", "示例保险公司"), ("工伤保险公司", "示例保险公司"),
    ];

    private static readonly string[] Files = ["营业执照", "企业派遣制度", "生产生活制度", "教育培训制度", "安全管理制度"];

    public static async Task ChoosesMatterAsync(this IPage applicant)
    {
        await applicant.GoesToAsync("我要办事");
        await applicant.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = Matter }).ClickAsync();
        await applicant.SeesTitle(Matter).ToBeVisibleAsync();
    }

    /// <summary>Everything but the posts and the files.</summary>
    public static async Task FillsFieldsAsync(this IPage applicant)
    {
        foreach (var (label, value) in Texts) await applicant.Field(label).FillAsync(value);
        await applicant.Field("企业类型").SelectOptionAsync("用工单位");
        await applicant.GetByLabel("所在园区").SelectOptionAsync("asean-zone");
        await applicant.Field("行政区划代码").SelectOptionAsync("450681");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        await applicant.Field("用工开始日期").FillAsync(Day(today));
        await applicant.Field("用工结束日期").FillAsync(Day(today.AddYears(1)));
        await applicant.GetByLabel("我单位承诺").CheckAsync();
    }

    public static async Task FillsTwoPostsAsync(this IPage applicant)
    {
        await applicant.FillsPostAsync(1, "A1", "虾类加工", 20, 3200);
        await applicant.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        await applicant.FillsPostAsync(2, "A2", "包装", 10, 2800);
    }

    /// <summary>One file into each slot; with scripts each goes up at once, without them with the form.</summary>
    public static async Task ChoosesFilesAsync(this IPage applicant)
    {
        foreach (var slot in Files)
        {
            await applicant.Field(slot).SetInputFilesAsync(new FilePayload
            {
                Name = $"{slot}.pdf",
                MimeType = "application/pdf",
                Buffer = EmployerApplication.Pdf(slot),
            });
        }
    }

    public static async Task SeesFilesAsync(this IPage applicant)
    {
        foreach (var slot in Files)
        {
            var link = applicant.GetByRole(AriaRole.Link, new() { Name = $"{slot}.pdf" });
            await Assertions.Expect(link).ToBeVisibleAsync();
        }
    }

    public static Task ChecksAnswersAsync(this IPage applicant) => applicant.PressesAsync("下一步：核对");

    public static async Task SavesDraftAsync(this IPage applicant)
    {
        await applicant.PressesAsync("保存草稿");
        await applicant.Sees("已保存").ToBeVisibleAsync();
    }

    /// <summary>From the check of the answers to the receipt; returns the number of the case.</summary>
    public static async Task<string> SendsAsync(this IPage applicant)
    {
        await applicant.PressesAsync("提交申请");
        await applicant.Sees("提交成功").ToBeVisibleAsync();
        return new Uri(applicant.Url).Segments[^1];
    }

    public static async Task WithdrawsAsync(this IPage applicant, string reason)
    {
        await applicant.GetByText("撤回申请").ClickAsync();
        await applicant.GetByLabel("撤回理由").FillAsync(reason);
        await applicant.PressesAsync("确认撤回");
    }

    /// <summary>The summary on top names the field and leads to it.</summary>
    public static async Task SeesErrorsAsync(this IPage applicant, string field)
    {
        var summary = applicant.GetByRole(AriaRole.Alert);
        await Assertions.Expect(summary).ToBeVisibleAsync();
        await summary.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(applicant.Field(field)).ToBeFocusedAsync();
        await Assertions.Expect(applicant.Field(field)).ToHaveAttributeAsync("aria-invalid", "true");
    }

    public static Task StartsCorrectionAsync(this IPage applicant) =>
        applicant.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "开始补正" }).ClickAsync();

    public static ILocator CaseLink(this IPage applicant, string number) =>
        applicant.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = number });

    public static ILocator Field(this IPage applicant, string label) =>
        applicant.GetByRole(AriaRole.Main).GetByLabel(label, new() { Exact = true });

    public static Task PressesAsync(this IPage person, string words) =>
        person.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = words }).First.ClickAsync();

    private static async Task FillsPostAsync(
        this IPage applicant, int number, string code, string tasks, int count, int wage)
    {
        var post = applicant.GetByRole(
            AriaRole.Group, new() { Name = string.Create(CultureInfo.InvariantCulture, $"拟用岗位 {number}") });
        await post.GetByLabel("岗位代码").FillAsync(code);
        await post.GetByLabel("工作内容").FillAsync(tasks);
        await post.GetByLabel("人数").FillAsync(count.ToString(CultureInfo.InvariantCulture));
        await post.GetByLabel("月工资").FillAsync(wage.ToString(CultureInfo.InvariantCulture));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
