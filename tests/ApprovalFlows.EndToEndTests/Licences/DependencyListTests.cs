using ApprovalFlows.EndToEndTests.Backups;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Licences;

/// <summary>The list of what is not ours is true, and holds nothing that we may not use.</summary>
public sealed class DependencyListTests : IDisposable
{
    private const string Reviews = "src/ApprovalFlows.DevTools/Licences/reviews.json";
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Document { get; } = File.ReadAllText(RepositoryFiles.PathOf("docs/dependencies.md"));

    [Fact]
    public async Task List_AfterThisBuild_IsWhatIsUsedAndAllowed()
    {
        var checkedList = await CheckAsync();

        Assert.True(checkedList.ExitCode == 0, checkedList.Output);
    }

    [Fact]
    public async Task List_OfAnotherVersion_IsRefusedWithBothLines()
    {
        var stale = Written("stale.md", Document.Replace("| 1.8.1 |", "| 1.8.0 |", StringComparison.Ordinal));

        var checkedList = await CheckAsync("--document", stale);

        Assert.Equal(1, checkedList.ExitCode);
        Assert.Contains("| 1.8.1 | .NET | MIT | QR codes", checkedList.Output, StringComparison.Ordinal);
        Assert.Contains("no longer true: | [QRCoder]", checkedList.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licence_ThatIsNotAllowed_IsRefusedByName()
    {
        var text = await File.ReadAllTextAsync(RepositoryFiles.PathOf(Reviews), Cancellation);
        var strict = Written("strict.json", text
            .Replace("\"0BSD\", \"Apache", "\"Apache", StringComparison.Ordinal)
            .Replace("{ \"of\": \"jint 2.10.4\"", "{ \"of\": \"jint 2.10.3\"", StringComparison.Ordinal));

        var checkedList = await CheckAsync("--reviews", strict);

        Assert.Equal(1, checkedList.ExitCode);
        Assert.Contains("tslib 2.3.0: 0BSD is not allowed", checkedList.Output, StringComparison.Ordinal);
        Assert.Contains("jint 2.10.4: the publisher names no licence", checkedList.Output, StringComparison.Ordinal);
        Assert.Contains("jint 2.10.3: stands in", checkedList.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfProjects_NamesTheirSitesAndNoRegistry()
    {
        string[] registries = ["nuget.org", "npmjs", "/api/v2", "/packages/"];

        Assert.DoesNotContain(registries, name => Document.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => folder.Dispose();

    private static Task<ToolResult> CheckAsync(params string[] options) =>
        OperatorTool.RunAsync(Cancellation, ["licences", "--check", .. options]);

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
