using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Hosting;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>What cannot work stops the start: a sentence for each fault, and never a stack trace.</summary>
public sealed class LaunchTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> BadValues => new()
    {
        { "Jobs:Enabeld", "true", "ApprovalFlows:Jobs:Enabeld is no setting" },
        { "Mail", "localhost", "ApprovalFlows:Mail is no setting" },
        { "Database:Kind", "Sqlite", "ApprovalFlows:Database:Kind is no setting" },
        { "OutgoingHttp:AllowedHosts:first", "localhost", "AllowedHosts:first is no setting" },
        { "Database", "Oracle", "ApprovalFlows:Database is 'Oracle'; it must be Sqlite or PostgreSql." },
        { "Database", "1", "ApprovalFlows:Database is '1'" },
        { "Database", "PostgreSql", "needs the connection string ConnectionStrings:ApprovalFlows" },
        { "Jobs:Enabled", "perhaps", "ApprovalFlows:Jobs:Enabled is 'perhaps'; it must be true or false." },
        { "Jobs:CheckInSeconds", "0", "ApprovalFlows:Jobs:CheckInSeconds is 0; it must be from 1 to 300." },
        { "Mail:Port", "70000", "ApprovalFlows:Mail:Port is 70000; it must be from 1 to 65535." },
        { "Mail:Port", "smtp", "ApprovalFlows:Mail:Port is 'smtp'; it must be a whole number." },
        { "Mail:From", "nobody", "ApprovalFlows:Mail:From is 'nobody'; it must be a mail address." },
        { "Mail:From", "", "ApprovalFlows:Mail:From is empty" },
        { "Mail:Host", "smtp://mail", "ApprovalFlows:Mail:Host is 'smtp://mail'" },
        { "Mail:UserName", "approvals", "UserName and ApprovalFlows:Mail:Password need each other" },
        { "Mail:UseTls", "true", "ApprovalFlows:Mail:Host is empty" },
        { "Shutdown:NoticeSeconds", "-1", "ApprovalFlows:Shutdown:NoticeSeconds is -1" },
        { "Shutdown:DrainSeconds", "1.5", "ApprovalFlows:Shutdown:DrainSeconds is '1.5'" },
        { "IncomingHttp:MaxRequestBytes", "99999999999", "ApprovalFlows:IncomingHttp:MaxRequestBytes is" },
        { "OutgoingHttp:TimeoutSeconds", "0", "ApprovalFlows:OutgoingHttp:TimeoutSeconds is 0" },
        { "OutgoingHttp:AllowedHosts:0", "https://a.example/x", "AllowedHosts has 'https://a.example/x'" },
        { "PublicAddress", "permits.example", "ApprovalFlows:PublicAddress is 'permits.example'" },
        { "PublicAddress", "ftp://permits.example", "ApprovalFlows:PublicAddress is 'ftp://permits.example'" },
        { "Pdf:Chromium", "/nowhere/chromium", "ApprovalFlows:Pdf:Chromium is '/nowhere/chromium'" },
        { "Workflows:Directory", "/nowhere", "ApprovalFlows:Workflows:Directory is '/nowhere'" },
        { "DataDirectory", "/proc/nowhere", "ApprovalFlows:DataDirectory is '/proc/nowhere'" },
        { "DataDirectory", "", "ApprovalFlows:DataDirectory is empty" },
        { "Audit:KeyDirectory", "/proc/keys", "ApprovalFlows:Audit:KeyDirectory is '/proc/keys'" },
        { "Reminders:QuietFrom", "late", "ApprovalFlows:Reminders:QuietFrom is 'late'" },
        { "Reminders:QuietFrom", "08:00", "ApprovalFlows:Reminders:QuietTo is 08:00; it must be before" },
        { "Reminders:DigestAt", "21:00", "ApprovalFlows:Reminders:DigestAt is 21:00; it must be before" },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task Start_WithABadValue_IsRefusedWithASentence(string option, string value, string sentence)
    {
        var (code, said) = await StartAsync($"--ApprovalFlows:{option}={value}");

        Assert.Equal(Launch.Misconfigured, code);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralFaults_NamesThemAll()
    {
        var (_, said) = await StartAsync("--ApprovalFlows:Mail:Port=0", "--ApprovalFlows:Pdf:TimeoutSeconds=0");

        Assert.Equal(2, said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("Mail:Password", "geheim#1")]
    public async Task Start_WithABadSecret_DoesNotShowIt(string option, string secret)
    {
        var (code, said) = await StartAsync($"--ApprovalFlows:{option}={secret}");

        Assert.Equal(Launch.Misconfigured, code);
        Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAConnectionThatIsNone_DoesNotShowIt()
    {
        var (code, said) = await StartAsync(
            "--ApprovalFlows:Database=PostgreSql", "--ConnectionStrings:ApprovalFlows=Server=a;Pasword=geheim#2");

        Assert.Equal(Launch.Misconfigured, code);
        Assert.Contains("ConnectionStrings:ApprovalFlows is no connection string", said, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim#2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutTheDatabaseServer_SaysSo()
    {
        var (code, said) = await StartAsync(
            "--ApprovalFlows:Database=PostgreSql",
            "--ConnectionStrings:ApprovalFlows=Host=127.0.0.1;Port=1;Username=a;Password=geheim#3;Timeout=2");

        Assert.Equal(Launch.Misconfigured, code);
        Assert.StartsWith("The database cannot be used", said, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim#3", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    public void Dispose() => data.Dispose();

    private async Task<(int Code, string Said)> StartAsync(params string[] settings)
    {
        await using var errors = new StringWriter();
        var code = await Launch.RunAsync(
        [
            "--contentRoot", RepositoryFiles.PathOf("src/ApprovalFlows.Web"),
            "--urls", "http://127.0.0.1:0",
            $"--ApprovalFlows:DataDirectory={data.Path}",
            "--Logging:LogLevel:Default=None",
            .. settings,
        ],
        errors).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        return (code, errors.ToString());
    }
}
