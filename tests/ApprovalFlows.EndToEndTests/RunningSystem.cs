using ApprovalFlows.EndToEndTests;
using ApprovalFlows.TestSupport;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningSystem))]

namespace ApprovalFlows.EndToEndTests;

/// <summary>
/// One server and one browser for all journeys, started when the first one asks: on PostgreSQL where
/// there is one, else on SQLite.
/// </summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim starting = new(1);
    private ServerProcess? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address => server!.Address;

    public string ServerOutput => server!.Output;

    public async Task<IBrowser> StartAsync(string chromium, CancellationToken cancellation)
    {
        await starting.WaitAsync(cancellation);
        try
        {
            server ??= await StartServerAsync(cancellation);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = chromium,
                Args = BrowserArguments,
            });
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        starting.Dispose();
    }

    private static async Task<ServerProcess> StartServerAsync(CancellationToken cancellation)
    {
        var hasPostgres = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 };
        var started = new ServerProcess(hasPostgres ? new PostgresDatabase() : null);
        try
        {
            await started.StartAsync(cancellation);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }
}
