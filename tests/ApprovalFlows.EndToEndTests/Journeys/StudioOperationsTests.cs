using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>
/// What an administrator does in Studio on an ordinary day. After each journey neither the console nor the
/// server complains.
/// </summary>
public sealed class StudioOperationsTests(RunningSystem system) : Journey(system)
{
    private const string Name = "Waiting for news";
    private const int AnswerMilliseconds = 15_000;

    private const string WaitingFlow =
        $$"""
        {
          "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
          "name": "{{Name}}",
          "root": {
            "id": "root", "type": "Elsa.Flowchart", "version": 1,
            "activities": [{
              "id": "news", "type": "Elsa.Event", "version": 1,
              "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "News" } }
            }],
            "connections": []
          }
        }
        """;

    private readonly List<string> refusals = [];

    [Fact]
    public async Task Editor_FromTheFirstStepToTheRollBack_WorksWithoutAnError()
    {
        var page = await AdministratorAsync();
        var designer = new Designer(page);
        await page.GotoAsync("/studio");
        await CreateAsync(page, designer, "旅费审批");
        var endpoint = await designer.DropsAsync("HTTP", "HTTP 入口", 150, 80);
        await designer.FillsAsync("路径", "travel");
        await designer.ChecksAsync("支持的方法", "POST");
        var decision = await designer.DropsAsync("分支判断", "判断", 420, 80);
        var line = await designer.DropsAsync("控制台", "输出一行文字", 150, 250);
        await designer.ConnectsAsync(endpoint, "Done", decision);
        await designer.ConnectsAsync(decision, "True", line);

        await designer.SelectsAsync(line);
        await designer.SavesAsync(() => page.Keyboard.PressAsync("Delete"));
        Assert.Equal(2, (await designer.StepsAsync()).Length);
        await designer.SavesAsync(() => page.Keyboard.PressAsync("Control+z"));
        Assert.Equal(3, (await designer.StepsAsync()).Length);
        await designer.SelectsAsync(line);
        await designer.FillsAsync("文字", "出发");
        await designer.SavesAsync(() => page.Keyboard.PressAsync("Control+s"));
        await designer.PublishesAsync();
        await designer.SelectsAsync(line);
        await designer.FillsAsync("文字", "返回");

        await page.ReloadAsync();
        await designer.IsReadyAsync();
        await designer.TurnsToAsync("Version history");
        var first = designer.Frame.Locator("table tbody tr").Last;
        await ChooseAsync(designer, first, "View");
        await Assertions.Expect(designer.Frame.GetByText("出发")).ToHaveCountAsync(0);
        await AnswersAsync(page, "/revert/1", () => ChooseAsync(designer, first, "Rollback to this version"));
        await Assertions.Expect(designer.Frame.Locator("table tbody tr")).ToHaveCountAsync(3);
        AssertNothingWasRefused();
    }

    [Fact]
    public async Task Lists_OfFlowsAndInstances_DoEverythingTheyOffer()
    {
        var page = await AdministratorAsync();
        var designer = new Designer(page);
        await page.GotoAsync("/studio");
        // Any of them: there are more flows than a page of the list holds.
        await designer.Frame.Locator("table tbody tr").First
            .WaitForAsync(new() { Timeout = Designer.LoadMilliseconds });
        await AnswersAsync(page, "/import", () =>
            designer.Frame.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload
            {
                Name = "waiting.json",
                MimeType = "application/json",
                Buffer = Encoding.UTF8.GetBytes(WaitingFlow),
            }));
        var row = designer.Frame.Locator("table tbody tr").Filter(new() { HasText = Name }).First;
        await designer.Frame.GetByPlaceholder(new Regex("search", RegexOptions.IgnoreCase)).FillAsync(Name);
        await row.WaitForAsync();

        await AnswersAsync(page, "/publish", () => ChooseAsync(designer, row, "Publish"));
        await AnswersAsync(page, "/execute", () => ChooseAsync(designer, row, "Run"));
        await AnswersAsync(page, "/workflow-definitions", async () =>
        {
            await ChooseAsync(designer, row, "Duplicate");
            await designer.Frame.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        });
        await ExportAsync(page, designer, row);
        await AnswersAsync(page, "/retract", () => ChooseAsync(designer, row, "Unpublish"));

        await page.GotoAsync("/studio/instances");
        var instance = designer.Frame.Locator("table tbody tr").Filter(new() { HasText = Name }).First;
        await instance.WaitForAsync(new() { Timeout = Designer.LoadMilliseconds });
        await AnswersAsync(page, "/cancel/", async () =>
        {
            await ChooseAsync(designer, instance, "Cancel");
            await designer.Frame.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        });
        await Assertions.Expect(instance).ToContainTextAsync("Cancelled");
        AssertNothingWasRefused();
    }

    [Fact]
    public async Task Viewer_OfACaseThatMoves_ShowsTheNextStepWithoutAReload()
    {
        var page = await AdministratorAsync();
        var number = await System.BringsCaseAsync(0, Cancellation);
        await page.GotoAsync($"/instances?q={number}");
        var id = new Uri((await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = number }).First
            .EvaluateAsync<string>("link => link.href"))).Segments[^1];
        await page.GotoAsync($"/studio/instances/{id}");
        var viewer = page.FrameLocator("#designer");
        var review = viewer.Locator(".x6-node[data-cell-id='initial-review'] .mud-badge");
        await viewer.Locator(".x6-node").First.WaitForAsync(new() { Timeout = Designer.LoadMilliseconds });
        await Assertions.Expect(viewer.Locator(".x6-node[data-cell-id='accepted'] .mud-badge")).ToHaveCountAsync(0);

        await System.StepAfterAcceptanceAsync(number, Cancellation);

        await Assertions.Expect(review).ToBeVisibleAsync();
        AssertNothingWasRefused();
    }

    private async Task<IPage> AdministratorAsync()
    {
        var page = await VisitAsync(Screen.Desk);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400) refusals.Add($"{answer.Status} {answer.Request.Method} {answer.Url}");
        };
        await page.SignsInAsync("flow-admin");
        return page;
    }

    private static async Task CreateAsync(IPage page, Designer designer, string name)
    {
        await designer.Frame.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First
            .ClickAsync(new() { Timeout = Designer.LoadMilliseconds });
        var dialog = designer.Frame.Locator(".mud-dialog");
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/studio/flows/."));
        await designer.IsReadyAsync();
    }

    private static async Task ChooseAsync(Designer designer, ILocator row, string item)
    {
        await row.Locator("button").Last.ClickAsync(new() { Timeout = AnswerMilliseconds });
        await designer.Menu.GetByText(item, new() { Exact = true }).ClickAsync(new() { Timeout = AnswerMilliseconds });
    }

    private static async Task ExportAsync(IPage page, Designer designer, ILocator row)
    {
        await ChooseAsync(designer, row, "Export");
        var download = await page.RunAndWaitForDownloadAsync(() => designer.Frame.Locator(".mud-dialog")
            .GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        Assert.EndsWith(".json", download.SuggestedFilename, StringComparison.Ordinal);
    }

    // A list that is drawn anew closes the menu under the mouse.
    private static async Task AnswersAsync(IPage page, string address, Func<Task> act)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                var answer = await page.RunAndWaitForResponseAsync(
                    act,
                    response => response.Request.Method == "POST"
                        && response.Url.Contains(address, StringComparison.Ordinal),
                    new() { Timeout = AnswerMilliseconds });
                Assert.True(answer.Ok, $"{answer.Status} {answer.Url}");
                return;
            }
            catch (Exception failure) when (attempt < 3 && failure is TimeoutException or PlaywrightException)
            {
                await page.Keyboard.PressAsync("Escape");
            }
    }

    private void AssertNothingWasRefused()
    {
        Assert.Empty(refusals);
        AssertNoComplaint();
    }
}
