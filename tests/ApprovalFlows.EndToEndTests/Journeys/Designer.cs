using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>The editor of Studio in the frame of our page, used with mouse and keyboard.</summary>
internal sealed class Designer(IPage page)
{
    // A whole program is loaded and started, on a busy machine perhaps slowly.
    public const int LoadMilliseconds = 90_000;

    private const string NearestEdge =
        """
        ({ x, y }) => [...document.querySelectorAll('.x6-edge')].map(edge => {
          const path = edge.querySelector('path');
          const at = length => path.getPointAtLength(length).matrixTransform(path.getScreenCTM());
          const [start, middle] = [at(0), at(path.getTotalLength() / 2)];
          return { distance: Math.hypot(start.x - x, start.y - y), point: [middle.x, middle.y] };
        }).sort((one, other) => one.distance - other.distance)[0].point
        """;

    public IFrameLocator Frame => page.FrameLocator("#designer");

    public ILocator Menu => Frame.Locator(".mud-popover-open");

    private ILocator Edges => Frame.Locator(".x6-edge");

    private ILocator Canvas => Frame.Locator(".x6-graph");

    public async Task OpensAsync(string flow)
    {
        await page.GotoAsync($"/studio/flows/{flow}");
        await IsReadyAsync();
    }

    /// <summary>The canvas moves until the panels beside it have their size.</summary>
    public async Task IsReadyAsync()
    {
        await Canvas.WaitForAsync(new() { Timeout = LoadMilliseconds });
        await Frame.Locator(".mud-expand-panel-header").First.WaitForAsync(new() { Timeout = LoadMilliseconds });
        await StandsStillAsync();
    }

    public Task<string[]> StepsAsync() => Frame.Locator(".x6-node")
        .EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.getAttribute('data-cell-id'))");

    /// <returns>The id of the new step.</returns>
    public async Task<string> DropsAsync(string category, string activity, int x, int y)
    {
        var before = await StepsAsync();
        var item = Frame.Locator("[draggable=true]").Filter(new()
        {
            Has = Frame.GetByText(activity, new() { Exact = true }),
        });
        if (!await item.First.IsVisibleAsync())
            await Frame.Locator(".mud-expand-panel-header").Filter(new() { HasText = category }).First.ClickAsync();
        await item.First.ScrollIntoViewIfNeededAsync();
        await SavesAsync(() => item.First.DragToAsync(Canvas, new() { TargetPosition = new() { X = x, Y = y } }));
        return (await StepsAsync()).Single(id => !before.Contains(id));
    }

    public async Task ConnectsAsync(string source, string port, string target)
    {
        await DeselectsAsync();
        var (x, y) = await PortAsync(source, port);
        var (u, v) = await PortAsync(target, "In");
        await SavesAsync(async () =>
        {
            await page.Mouse.MoveAsync(x, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync((x + u) / 2, (y + v) / 2, new() { Steps = 6 });
            await page.Mouse.MoveAsync(u, v, new() { Steps = 6 });
            await page.Mouse.UpAsync();
        });
    }

    public async Task DisconnectsAsync(string source, string port)
    {
        await DeselectsAsync();
        var (x, y) = await PortAsync(source, port);
        var frame = (await page.Locator("#designer").BoundingBoxAsync())!;
        var middle = await page.Frames.Single(item => item.Url.Contains("/studio/frame/", StringComparison.Ordinal))
            .EvaluateAsync<float[]>(NearestEdge, new { x = (double)(x - frame.X), y = (double)(y - frame.Y) });
        var edges = await Edges.CountAsync();
        await SavesAsync(async () =>
        {
            // The button comes with the mouse and goes with it.
            for (var i = 0; i < 10 && await Edges.CountAsync() == edges; i++)
            {
                await page.Mouse.MoveAsync(middle[0] + frame.X, middle[1] + frame.Y - 40);
                await page.Mouse.MoveAsync(middle[0] + frame.X, middle[1] + frame.Y, new() { Steps = 5 });
                await Frame.Locator(".x6-edge-tool.x6-cell-tool-button").First.ClickAsync(new() { Force = true });
                await StandsStillAsync();
            }
        });
    }

    public async Task SelectsAsync(string step)
    {
        var box = (await Frame.Locator($".x6-node[data-cell-id='{step}']").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Frame.Locator(".x6-node-selected").WaitForAsync();
    }

    public async Task FillsAsync(string input, string value)
    {
        var field = Input(input).Locator("input:visible, textarea:visible").First;
        await field.ScrollIntoViewIfNeededAsync();
        await SavesAsync(async () =>
        {
            await field.FillAsync(value);
            await field.PressAsync("Tab");
        });
    }

    public async Task ChoosesAsync(string input, string item)
    {
        var field = Input(input);
        await field.ScrollIntoViewIfNeededAsync();
        var box = (await field.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + box.Width - 40, box.Y + 22);
        await SavesAsync(() =>
            Menu.Locator(".mud-list-item-extended").Filter(new() { HasText = item }).First.ClickAsync());
    }

    public async Task ChecksAsync(string input, string item) => await SavesAsync(() =>
        Input(input).Locator("label").Filter(new() { HasText = item }).First.ClickAsync());

    /// <summary>Does what makes Studio save, and waits for the answer, which has to be good.</summary>
    public async Task SavesAsync(Func<Task> act)
    {
        var answer = await page.RunAndWaitForResponseAsync(act, IsSave);
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    public Task PublishesAsync() => SavesAsync(() => Frame.Locator(".mud-button-group-root button").First.ClickAsync());

    /// <summary>A tab of the panel on the right, which shows two at a time.</summary>
    public async Task TurnsToAsync(string tab)
    {
        var found = Frame.Locator(".mud-tab").Filter(new() { HasText = tab }).Last;
        for (var i = 0; i < 8 && !await IsOnScreenAsync(found); i++)
            await Frame.Locator(".mud-tabs-scroll-button button").Last.ClickAsync();
        await found.ClickAsync();
    }

    private async Task<bool> IsOnScreenAsync(ILocator tab)
    {
        await StandsStillAsync();
        return await tab.BoundingBoxAsync() is { } box
            && box.X + (box.Width / 2) is > 1_040 and < 1_400;
    }

    private async Task DeselectsAsync()
    {
        var box = (await Canvas.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + 30, box.Y + 30);
        await Assertions.Expect(Frame.Locator(".x6-node-selected")).ToHaveCountAsync(0);
    }

    private async Task<(float X, float Y)> PortAsync(string step, string port)
    {
        var box = (await Frame.Locator($".x6-node[data-cell-id='{step}'] [port='{port}']").First
            .BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private ILocator Input(string label) => Frame.Locator(".mud-input-control").Filter(new()
    {
        Has = Frame.Locator("label").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(label)}\\s*$") }),
    }).First;

    private async Task StandsStillAsync() => await page.EvaluateAsync(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    private static bool IsSave(IResponse answer) =>
        answer.Request.Method == "POST"
        && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);
}
