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

    // A busy machine is slow, not broken; five seconds, the default, tells the two apart too early.
    private const int ExpectationMilliseconds = 20_000;

    private readonly Lock gate = new();
    private readonly TemporaryFolder flows = new();
    private Task<IBrowser>? start;
    private ServerProcess? server;
    private IPlaywright? playwright;

    public Uri Address => server!.Address;

    public string ServerOutput => server?.Output ?? "";

    /// <summary>Starts at the first call; a start that failed fails every later journey at once.</summary>
    public Task<IBrowser> StartAsync(string chromium)
    {
        lock (gate)
        {
            return start ??= StartOnceAsync(chromium);
        }
    }

    public async ValueTask DisposeAsync()
    {
        playwright?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        flows.Dispose();
    }

    // The product's flows, and those that fail for the journeys of administrators.
    private string CollectFlows()
    {
        foreach (var folder in new[] { "workflows", "tests/ApprovalFlows.EndToEndTests/Flows" })
        {
            foreach (var file in Directory.EnumerateFiles(RepositoryFiles.PathOf(folder), "*.json"))
            {
                File.Copy(file, Path.Combine(flows.Path, Path.GetFileName(file)));
            }
        }

        return flows.Path;
    }

    private async Task<IBrowser> StartOnceAsync(string chromium)
    {
        var hasPostgres = Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 };
        server = new ServerProcess(hasPostgres ? new PostgresDatabase() : null);
        server.Settings["ApprovalFlows__Workflows__Directory"] = CollectFlows();
        await server.StartAsync();
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(ExpectationMilliseconds);
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = BrowserArguments,
        });
    }
}
