using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Fuzzing;

/// <summary>
/// Requests at random against the real program, for every operation and page, as every kind of person. FUZZ says
/// how many (20000 for the long run), FUZZ_SEED repeats an earlier one, TEST_DATABASE=postgres chooses PostgreSQL.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string?[] Accounts =
        [null, "employer", "employer2", "worker", "window", "zone", "hr", "flow-admin", "admin", "auditor"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_AtRandom_LeadToNoFaultAndLeaveTheDataInOrder()
    {
        var (count, seed) = (Number("FUZZ", 600), Number("FUZZ_SEED", Random.Shared.Next()));
        var isPostgres = Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres";
        var postgres = isPostgres ? new PostgresDatabase() : null;
        await using var server = new ServerProcess(postgres)
        {
            Settings = { ["Logging__LogLevel__Default"] = "Warning" },
        };
        await server.StartAsync(Cancellation);
        var application = await StageAsync(server.Address);
        var people = Accounts.Select(name => new FuzzPerson(server.Address, name)).ToList();
        foreach (var person in people) await person.SignInAsync(Cancellation);
        var fuzzer = new Fuzzer(people, await SurfaceAsync(server.Address, application), new Guesses(new Random(seed)));

        await fuzzer.RunAsync(count, Cancellation);

        foreach (var person in people) person.Dispose();
        var statuses = string.Join(' ', fuzzer.Statuses.Select(pair => $"{pair.Key}:{pair.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"FUZZ={count} FUZZ_SEED={seed} {statuses}"));
        Assert.True(
            fuzzer.Findings.Count == 0,
            $"FUZZ_SEED={seed}\n{string.Join('\n', fuzzer.Findings.Take(40))}\n{server.Output}");
        Assert.True(fuzzer.Statuses.GetValueOrDefault(200) > count / 10, $"Hardly anything was answered: {statuses}");
        await using AppDbContext db = postgres is null ? OpenSqlite(server) : OpenPostgres(postgres);
        Assert.Empty((await CaseInvariants.BreachesAsync(db, Cancellation)).Take(20));
    }

    // Something of most kinds has to be there, or all requests would end at "unknown".
    private static async Task<JsonObject> StageAsync(Uri address)
    {
        using var employer = new ApiUser(new HttpClient { BaseAddress = address });
        await employer.SignInAsync("employer", Cancellation);
        var from = new DateOnly(TimeProvider.System.GetUtcNow().Year + 1, 1, 1);
        var body = EmployerApplication.Body(from, await employer.UploadAllAsync(Cancellation));
        for (var i = 0; i < 3; i++) (await employer.SubmitAsync($"fuzz-{i}", body, Cancellation)).MustSucceed();
        return body;
    }

    private static async Task<List<Operation>> SurfaceAsync(Uri address, JsonObject application)
    {
        using var client = new HttpClient { BaseAddress = address };
        var document = JsonElement.Parse(await client.GetByteArrayAsync("/openapi/v1.json", Cancellation));
        var operations = Operation.ReadOpenApi(document).ToList();
        Assert.True(operations.Count > 100, $"Only {operations.Count} operations are described.");
        var applying = new Operation("POST", $"/workflows/{EmployerApplication.Flow}", []) { Sample = application };
        return [.. operations, .. Operation.ReadPages(), .. Enumerable.Repeat(applying, 10)];
    }

    private static SqliteAppDbContext OpenSqlite(ServerProcess server) => new(
        new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite($"Data Source={Path.Combine(server.DataDirectory, "approval-flows.db")};Pooling=False").Options);

    private static PostgresAppDbContext OpenPostgres(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : otherwise;
}
