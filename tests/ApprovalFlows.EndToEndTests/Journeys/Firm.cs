using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>What a firm does for many workers at once on these pages.</summary>
internal static class Firm
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    public static async Task UploadsRosterAsync(this IPage firm, byte[] file)
    {
        await firm.GoesToAsync("企业工作台");
        await firm.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "上传名册" }).First.ClickAsync();
        await firm.Field("文件").SetInputFilesAsync(FileOf("roster.csv", "text/csv", file));
        await firm.PressesAsync("上传名册");
    }

    public static async Task OpensBatchAsync(this IPage firm, string matter)
    {
        await firm.GoesToAsync("企业工作台");
        await firm.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "批量申请" }).ClickAsync();
        await firm.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = matter }).First.ClickAsync();
        await firm.SeesTitle($"批量申请：{matter}").ToBeVisibleAsync();
    }

    /// <summary>By name, found with the filter and ticked with the keyboard.</summary>
    public static async Task TicksAsync(this IPage firm, IEnumerable<string> names)
    {
        var filter = firm.GetByLabel("筛选姓名或证件末四位");
        foreach (var name in names)
        {
            await filter.FillAsync(name);
            await firm.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{name} ") }).FocusAsync();
            await firm.Keyboard.PressAsync("Space");
        }

        await filter.FillAsync("");
    }

    public static Task ChoosesRowsAsync(this IPage firm, byte[] file) =>
        firm.GetByLabel("或上传表格").SetInputFilesAsync(FileOf("rows.csv", "text/csv", file));

    /// <summary>What all rows have in common, by the names of the fields.</summary>
    public static async Task FillsSharedAsync(this IPage firm, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            var control = firm.Locator($"[name='v.{name}']").First;
            var kind = await control.EvaluateAsync<string>("control => control.type");
            if (kind == "select-one") await control.SelectOptionAsync(value!.ToString());
            else if (kind != "checkbox") await control.FillAsync(value!.ToString());
            else if (value!.GetValue<bool>()) await control.CheckAsync();
        }
    }

    /// <summary>One file into each slot.</summary>
    public static async Task AttachesAsync(this IPage firm)
    {
        foreach (var slot in await firm.Locator("[data-upload]").AllAsync())
        {
            var input = slot.Locator("input[type=file]");
            var takesPdf = (await input.GetAttributeAsync("accept"))!.Contains(".pdf", StringComparison.Ordinal);
            await input.SetInputFilesAsync(takesPdf
                ? FileOf("file.pdf", "application/pdf", EmployerApplication.Pdf("batch"))
                : FileOf("file.png", "image/png", Png));
            await Assertions.Expect(slot.Locator("[data-upload-list] li")).ToHaveCountAsync(1);
        }
    }

    /// <summary>Has every row checked and reads how many are good, then lets them go.</summary>
    public static async Task ChecksRowsAsync(this IPage firm, int good, int bad)
    {
        await firm.PressesAsync("逐行检查");
        await firm.Sees($"检查完毕：{good} 行合格，{bad} 行不合格").ToBeVisibleAsync();
    }

    public static async Task SendsRowsAsync(this IPage firm, int good)
    {
        await firm.PressesAsync($"提交 {good} 件申请");
        await firm.Sees($"办理完毕：已提交 {good} 件").ToBeVisibleAsync();
    }

    private static FilePayload FileOf(string name, string type, byte[] content) =>
        new() { Name = name, MimeType = type, Buffer = content };
}
