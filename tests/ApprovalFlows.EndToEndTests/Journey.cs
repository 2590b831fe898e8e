using ApprovalFlows.TestSupport;
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

    /// <summary>What the browser's console reported as an error, on all pages.</summary>
    protected IReadOnlyList<string> Complaints => complaints;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await system.StartAsync(Requires.Chromium(), Cancellation);

    /// <summary>A visitor nobody has seen before, on the front page.</summary>
    protected async Task<IPage> VisitAsync(Screen screen, string language = "zh-CN")
    {
        var browser = await system.StartAsync(Requires.Chromium(), Cancellation);
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = system.Address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = screen switch
            {
                Screen.Desk => new() { Width = 1440, Height = 900 },
                _ => new() { Width = 390, Height = 844 },
            },
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(true, error);
        pages.Add(page);
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>Nothing sticks out to the right, which on a telephone would hide it.</summary>
    protected static async Task AssertFitsTheScreenAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels wider than the screen.");
    }

    public async ValueTask DisposeAsync()
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

    private void Note(bool isError, string text)
    {
        if (isError)
        {
            complaints.Add(text);
        }
    }
}
