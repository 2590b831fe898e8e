using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlows.TestSupport;

/// <summary>Which database a test runs on.</summary>
public enum TestDatabase
{
    /// <summary>SQLite, or PostgreSQL when TEST_DATABASE=postgres.</summary>
    AsConfigured,
    Sqlite,
    Postgres,
}

/// <summary>
/// The whole program in this process: Development, so that the demonstration accounts exist; a data
/// folder, a database and a clock of its own; no scheduled jobs. One test, one application.
/// </summary>
public class TestApplication : WebApplicationFactory<Program>
{
    public const string Password = "Approval#2026";

    private readonly TemporaryFolder data = new();
    private readonly PostgresDatabase? postgres;

    public TestApplication(TestDatabase database = TestDatabase.AsConfigured)
    {
        var configured = Environment.GetEnvironmentVariable("TEST_DATABASE");
        var usesPostgres = database == TestDatabase.Postgres
            || (database == TestDatabase.AsConfigured && configured == "postgres");
        postgres = usesPostgres ? MigratedTemplate.CopyPostgres() : null;
        if (!usesPostgres) MigratedTemplate.CopySqliteTo(Path.Combine(data.Path, "approval-flows.db"));
    }

    public FakeClock Clock { get; } = new();

    public string DataDirectory => data.Path;

    /// <summary>More settings, to be given before the first client is made.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>A client of /api with the bearer token of a demonstration account.</summary>
    public async Task<HttpClient> SignInAsync(
        string userName, CancellationToken cancellation = default)
    {
        var client = CreateClient();
        using var answer = await client.PostAsJsonAsync(
            "/api/sign-in", new { userName, password = Password }, cancellation);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", body.GetProperty("accessToken").GetString());
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseContentRoot(RepositoryFiles.PathOf("src/ApprovalFlows.Web"));
        builder.UseSetting("ApprovalFlows:DataDirectory", data.Path);
        builder.UseSetting("ApprovalFlows:Database", postgres is null ? "Sqlite" : "PostgreSql");
        builder.UseSetting("ApprovalFlows:Jobs:Enabled", "false");
        builder.UseSetting("ApprovalFlows:Shutdown:NoticeSeconds", "0");
        builder.UseSetting("ApprovalFlows:SignIn:RefusalMilliseconds", "0");
        builder.UseSetting("ApprovalFlows:Workflows:Directory", RepositoryFiles.PathOf("workflows"));
        if (postgres is not null)
        {
            builder.UseSetting("ConnectionStrings:ApprovalFlows", postgres.ConnectionString);
        }

        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services => services
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1)
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            postgres?.Dispose();
            data.Dispose();
        }
    }
}
