using System.Net.Http.Json;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>
/// Two flows fail by themselves as the server starts (Flows): one at a variable that is wrong, one at
/// a host that no request may go to.
/// </summary>
public sealed class AdministratorTests(RunningSystem system) : Journey(system)
{
    private const int Tries = 10;

    [Fact]
    public async Task Repair_ChangedVariableAndRetry_FinishesTheFlow()
    {
        var administrator = await VisitAsync(Screen.Desk);
        await administrator.SignsInAsync("flow-admin");
        await OpensAsync(administrator, "repair-fault", "每日核对");
        await administrator.Sees("“核对名单”（check）出错").ToBeVisibleAsync();
        await AssertGoodPageAsync(administrator);

        await administrator.GetByText("修改变量").First.ClickAsync();
        var change = FormOf(administrator, "修改");
        await change.GetByLabel("新值").FillAsync("yes");
        await GivesReasonAsync(change, "名单已确认", "修改");
        await administrator.Sees("已修改，并记录了理由").ToBeVisibleAsync();
        await GivesReasonAsync(FormOf(administrator, "重试"), "变量已更正", "重试");

        await administrator.Sees("流程已正常完成").ToBeVisibleAsync();
        await administrator.Sees("变量已更正").ToBeVisibleAsync();
        await AssertGoodPageAsync(administrator);
    }

    [Fact]
    public async Task Instances_OnATelephoneByAnAuditor_AreReadOnly()
    {
        var auditor = await VisitAsync(Screen.Phone);
        await auditor.SignsInAsync("auditor");
        await auditor.GoesToAsync("流程实例");
        await AssertGoodPageAsync(auditor);
        await OpensAsync(auditor, "repair-message", "通知口岸");

        await auditor.Sees("您可以查看，但不能修改").ToBeVisibleAsync();
        await AssertGoodPageAsync(auditor);
    }

    [Fact]
    public async Task Retry_DeadLetterWithoutScripts_WaitsToBeSentAgain()
    {
        await UseUpTriesAsync();
        var administrator = await VisitAsync(Screen.Phone, new Visit { HasScript = false });
        await administrator.SignsInAsync("admin");
        await administrator.GotoAsync("/outbox");
        await administrator.Sees("https://port.example/arrivals").ToBeVisibleAsync();

        var form = FormOf(administrator, "重发");
        await form.GetByPlaceholder("理由（将被记录）").FillAsync("对方已恢复");
        await form.GetByRole(AriaRole.Button, new() { Name = "重发" }).ClickAsync();

        await administrator.Sees("已重新排队").ToBeVisibleAsync();
        await administrator.GotoAsync("/outbox?scope=Waiting");
        await administrator.Sees("https://port.example/arrivals").ToBeVisibleAsync();
    }

    private static async Task OpensAsync(IPage administrator, string flow, string title)
    {
        await administrator.GotoAsync($"/instances?definition={flow}");
        await administrator.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await administrator.SeesTitle(title).ToBeVisibleAsync();
    }

    private static ILocator FormOf(IPage administrator, string button) => administrator.Locator("form")
        .Filter(new() { Has = administrator.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }) });

    private static async Task GivesReasonAsync(ILocator form, string reason, string button)
    {
        await form.GetByLabel("理由（将被记录）").FillAsync(reason);
        await form.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    // The pauses between the tries grow to eight minutes; the development clock does not wait for them.
    private async Task UseUpTriesAsync()
    {
        using var client = new HttpClient { BaseAddress = System.Address };
        for (var i = 0; i <= Tries; i++)
        {
            using var moved = await client.PostAsJsonAsync("/dev/clock", new { advance = "PT9M" }, Cancellation);
            moved.EnsureSuccessStatusCode();
            using var run = await client.PostAsync("/dev/jobs/outbox/run", null, Cancellation);
            run.EnsureSuccessStatusCode();
        }
    }
}
