using System.Globalization;
using ApprovalFlows.EndToEndTests.Kills;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Backups;

/// <summary>A backup is taken while people work, and put into an empty machine, where work goes on.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Acts = 40;
    private const int Clients = 4;
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string BackupFolder => Path.Combine(folder.Path, "backup");

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Backup_UnderLoadRestoredIntoAnEmptyMachine_IsWholeAndGoesOn(TestDatabase database)
    {
        await using var first = new Machine(database);
        await first.Server.StartAsync(Cancellation);
        var acknowledged = new Acknowledgements();
        using var driver = new CaseDriver(first.Server.Address, new Outage(), acknowledged);
        await driver.PrepareAsync(Cancellation);
        using var enough = new CancellationTokenSource();
        var working = WorkAsync(driver, enough.Token);
        await acknowledged.ReachAsync(Acts, Cancellation);
        var known = acknowledged.Decisions;

        var backup = await OperatorTool.RunAsync(Cancellation, ["backup", "--to", BackupFolder, .. first.Arguments]);
        await enough.CancelAsync();
        await working;
        await using var second = new Machine(database);
        var restored = await OperatorTool.RunAsync(
            Cancellation, ["restore", "--from", BackupFolder, .. second.Arguments]);

        Assert.True(backup.ExitCode == 0, backup.Output);
        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Contains("0 problems", restored.Output, StringComparison.Ordinal);
        await second.Server.StartAsync(Cancellation);
        await GoesOnAsync(second.Server, known);
    }

    [Fact]
    public async Task Restore_OfADamagedBackup_SaysWhatIsWrong()
    {
        await using var first = new Machine(TestDatabase.Sqlite);
        await first.Server.StartAsync(Cancellation);
        using var firm = await ApplicantAsync(first.Server);
        await firm.ApplyAsync(Today, Cancellation);
        await OperatorTool.RunAsync(Cancellation, ["backup", "--to", BackupFolder, .. first.Arguments]);
        var file = Directory.EnumerateFiles(
            Path.Combine(BackupFolder, "attachments"), "*", SearchOption.AllDirectories).First();
        await File.AppendAllTextAsync(file, "x", Cancellation);

        var again = await OperatorTool.RunAsync(Cancellation, ["restore", "--from", BackupFolder, .. first.Arguments]);
        await using var second = new Machine(TestDatabase.Sqlite);
        var changed = await OperatorTool.RunAsync(
            Cancellation, ["restore", "--from", BackupFolder, .. second.Arguments]);
        await File.AppendAllTextAsync(Path.Combine(BackupFolder, "database.db"), "x", Cancellation);
        await using var third = new Machine(TestDatabase.Sqlite);
        var refused = await OperatorTool.RunAsync(
            Cancellation, ["restore", "--from", BackupFolder, .. third.Arguments]);

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("holds files of a system already", again.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains(
            $"file {Path.GetFileName(file)}: its content was changed", changed.Output, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("'database.db' is not what the backup wrote", refused.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(third.Server.DataDirectory));
    }

    public void Dispose() => folder.Dispose();

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);

    // Each brings one case after the other to its end, until it has been enough.
    private static Task WorkAsync(CaseDriver driver, CancellationToken enough)
    {
        var last = 0;
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
                await driver.DriveAsync(Interlocked.Increment(ref last), Cancellation);
        }));
    }

    private static async Task<ApiUser> ApplicantAsync(ServerProcess server)
    {
        var firm = new ApiUser(new HttpClient { BaseAddress = server.Address });
        await firm.SignInAsync("employer", Cancellation);
        return firm;
    }

    // All that was acknowledged before the backup began is there, and the next number follows the last.
    private static async Task GoesOnAsync(ServerProcess server, IReadOnlyDictionary<string, int> known)
    {
        using var firm = await ApplicantAsync(server);
        foreach (var (number, decisions) in known)
        {
            var file = (await firm.ReadCaseAsync(number, Cancellation)).MustSucceed();
            var done = file.GetProperty("steps").EnumerateArray()
                .Count(step => step.GetProperty("status").GetString() == "done");
            Assert.True(done >= decisions, $"{number}: {done} of {decisions} decisions");
        }

        var list = (await firm.SendAsync(HttpMethod.Get, "/api/cases?pageSize=100", null, Cancellation)).MustSucceed();
        var last = list.GetProperty("items").EnumerateArray()
            .Select(item => SerialOf(item.GetProperty("caseNumber").GetString()!)).Max();
        Assert.Equal(last + 1, SerialOf(await firm.ApplyAsync(Today, Cancellation)));
    }

    private static int SerialOf(string number) => int.Parse(number.Split('-')[^1], CultureInfo.InvariantCulture);

    /// <summary>A server with a database and a folder of its own.</summary>
    private sealed class Machine : IAsyncDisposable
    {
        private readonly PostgresDatabase? postgres;

        public Machine(TestDatabase database)
        {
            postgres = database == TestDatabase.Postgres ? new PostgresDatabase() : null;
            Server = new ServerProcess(postgres) { Settings = { ["Logging__LogLevel__Default"] = "Warning" } };
        }

        public ServerProcess Server { get; }

        public string[] Arguments => postgres is null
            ? ["--data", Server.DataDirectory]
            : ["--data", Server.DataDirectory, "--connection", postgres.ConnectionString];

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
