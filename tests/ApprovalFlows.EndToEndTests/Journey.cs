using ApprovalFlows.TestSupport;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests;

/// <summary>The screens every journey is made on.</summary>
public enum Screen
{
    /// <summary>1440 × 900.</summary>
    Desk,

    /// <summary>390 × 844.</summary>
    Phone,
}

/// <summary>
/// What the journeys share: visitors with browsers of their own, and a picture of each page under
/// artifacts/journeys when the journey failed.
/// </summary>
public abstract class Journey(RunningSystem system) : IAsyncLifetime
{
    private readonly List<IPage> pages = [];
    private readonly List<string> complaints = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RunningSystem System => system;

    public async ValueTask InitializeAsync() => await system.StartAsync(Requires.Chromium());

    /// <summary>A visitor nobody has seen before, on the front page.</summary>
    protected async Task<IPage> VisitAsync(Screen screen, Visit? visit = null)
    {
        var browser = await system.StartAsync(Requires.Chromium());
        visit ??= new Visit();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = system.Address.ToString(),
            Locale = visit.Language,
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = visit.HasScript,
            ColorScheme = visit.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = screen switch
            {
                Screen.Desk => new() { Width = 1440, Height = 900 },
                _ => new() { Width = 390, Height = 844 },
            },
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Note(
            message.Type == "error" && !IsRefusal(page, message), $"{message.Text} {message.Location}");
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Note(IsForeign(request.Url), $"asks another origin: {request.Url}");
        pages.Add(page);
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>
    /// Nothing sticks out to the right, nothing serious that axe finds, no error in the console, no
    /// request to another origin.
    /// </summary>
    protected async Task AssertGoodPageAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels wider than the screen.");
        var found = await page.RunAxe();
        var barriers = found.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => Describe(page, violation));
        var wrong = string.Join('\n', barriers.Concat(complaints));
        Assert.True(wrong.Length == 0, wrong);
    }

    /// <summary>No error in the console and no request to another origin: for what others drew.</summary>
    protected void AssertNoComplaint() => Assert.Empty(complaints);

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepPicturesAsync();
        }

        foreach (var page in pages)
        {
            await page.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task KeepPicturesAsync()
    {
        var folder = RepositoryFiles.PathOf("artifacts/journeys");
        Directory.CreateDirectory(folder);
        var test = TestContext.Current.Test!.TestDisplayName;
        var name = string.Concat(test.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));
        for (var i = 0; i < pages.Count; i++)
        {
            var path = Path.Combine(folder, $"{name}-{i + 1}");
            await pages[i].ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
            await File.WriteAllTextAsync($"{path}.html", await pages[i].ContentAsync());
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.log"), system.ServerOutput + "\n" + string.Join('\n', complaints));
    }

    private static string Describe(IPage page, AxeResultItem violation) =>
        $"{page.Url} {violation.Id}: {violation.Help}: "
        + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html));

    private bool IsForeign(string address) =>
        !address.StartsWith(system.Address.ToString(), StringComparison.Ordinal)
        && !address.StartsWith("data:", StringComparison.Ordinal)
        && !address.StartsWith("blob:", StringComparison.Ordinal);

    // The browser calls a page with status 404 or 422 an error; that the page was meant is checked by its words.
    private static bool IsRefusal(IPage page, IConsoleMessage message) =>
        message.Text.StartsWith(
            "Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
        && message.Location.StartsWith(page.Url.Split('#')[0], StringComparison.Ordinal);

    private void Note(bool isWrong, string text)
    {
        if (isWrong)
        {
            complaints.Add(text);
        }
    }
}

/// <summary>How somebody comes: with what language, in the dark, with or without scripts.</summary>
public sealed record Visit
{
    public string Language { get; init; } = "zh-CN";
    public bool IsDark { get; init; }
    public bool HasScript { get; init; } = true;
}
