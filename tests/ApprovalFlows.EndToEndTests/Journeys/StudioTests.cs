using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>The genuine Elsa Studio in the frame of our pages, against our own API.</summary>
public sealed class StudioTests(RunningSystem system) : Journey(system)
{
    private const string Flow = "employer-certificate";

    // A whole program is loaded and started, on a busy machine perhaps slowly.
    private const int LoadMilliseconds = 90_000;

    [Fact]
    public async Task Rename_AStepOfTheCertificate_IsSavedAndSurvivesAReload()
    {
        var administrator = await VisitAsync(Screen.Desk);
        await administrator.SignsInAsync("flow-admin");
        await administrator.GoesToAsync("流程设计");
        var designer = administrator.FrameLocator("#designer");
        await designer.GetByText(Flow).ClickAsync(new() { Timeout = LoadMilliseconds });
        await administrator.SeesTitle("聘用境外边民用工证").ToBeVisibleAsync(new() { Timeout = LoadMilliseconds });
        await Step(designer, "东兴市人民政府初审").ClickAsync(new() { Timeout = LoadMilliseconds });
        await designer.GetByText("Common", new() { Exact = true }).ClickAsync();

        var answer = await administrator.RunAndWaitForResponseAsync(
            async () =>
            {
                var name = designer.GetByLabel("Display text");
                await name.FillAsync("东兴市初审");
                await name.PressAsync("Tab");
            },
            response => response.Request.Method == "POST"
                && response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal));
        await administrator.ReloadAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal($"/studio/flows/{Flow}", new Uri(administrator.Url).AbsolutePath);
        await Assertions.Expect(Step(designer, "东兴市初审")).ToBeVisibleAsync(new() { Timeout = LoadMilliseconds });
        AssertNoComplaint();
    }

    [Fact]
    public async Task Studio_OnATelephoneByAnAuditor_ListsTheFlows()
    {
        var auditor = await VisitAsync(Screen.Phone);
        await auditor.SignsInAsync("auditor");
        await auditor.GoesToAsync("流程设计");

        await auditor.Sees("设计器需要较宽的屏幕").ToBeVisibleAsync();
        await Assertions.Expect(auditor.Locator("#designer")).ToBeHiddenAsync();
        await AssertGoodPageAsync(auditor);
        await auditor.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "聘用境外边民用工证" }).ClickAsync();
        await auditor.SeesTitle("聘用境外边民用工证").ToBeVisibleAsync();
        await AssertGoodPageAsync(auditor);
    }

    private static ILocator Step(IFrameLocator designer, string name) =>
        designer.Locator(".x6-node").Filter(new() { HasText = name });
}
