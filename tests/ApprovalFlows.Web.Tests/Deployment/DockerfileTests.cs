using System.Xml.Linq;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;
using Microsoft.Extensions.Configuration;

namespace ApprovalFlows.Web.Tests.Deployment;

/// <summary>What can be known of the image without building it.</summary>
public sealed class DockerfileTests
{
    // Before the instructions, which are read from it.
    internal static string Text { get; } = File.ReadAllText(RepositoryFiles.PathOf("deploy/Dockerfile"));

    private static readonly List<string> Instructions = [.. Read()];

    [Fact]
    public void Copies_FromTheRepository_AreThereAndNotIgnored()
    {
        var kept = File.ReadAllLines(RepositoryFiles.PathOf(".dockerignore"))
            .Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = Of("COPY").Where(words => !words[0].StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(words => words[..^1]).ToList();

        Assert.Contains(".", copied);
        Assert.All(copied.Where(path => path != "."), path => Assert.Contains(path, kept));
        Assert.All(kept, path => Assert.True(Path.Exists(RepositoryFiles.PathOf(path)), path));
    }

    [Fact]
    public void Stages_CopiedFrom_AreDefinedBefore()
    {
        var known = new List<string>();
        foreach (var line in Instructions)
        {
            if (line.Split(' ') is ["FROM", .., "AS", var name]) known.Add(name);
            if (line.StartsWith("COPY --from=", StringComparison.Ordinal))
                Assert.Contains(line["COPY --from=".Length..].Split(' ')[0], known);
        }
    }

    [Fact]
    public void Projects_ThatArePublished_MakeWhatIsStarted()
    {
        var published = Of("RUN").SelectMany(words => words)
            .Where(word => word.StartsWith("src/", StringComparison.Ordinal)).ToList();

        Assert.Equal(["src/ApprovalFlows.DevTools", "src/ApprovalFlows.Web"], published.Order());
        Assert.All(published, project => Assert.True(
            File.Exists(RepositoryFiles.PathOf($"{project}/{Path.GetFileName(project)}.csproj")), project));
        Assert.Contains("\"ApprovalFlows.Web.dll\"", Of("ENTRYPOINT").Single().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_OfTheImage_IsTheOneTheProjectsNeed()
    {
        var framework = XDocument.Load(RepositoryFiles.PathOf("Directory.Build.props"))
            .Descendants("TargetFramework").Single().Value;

        var version = framework["net".Length..];
        Assert.Contains($"dotnet/aspnet:{version} ", Text, StringComparison.Ordinal);
        Assert.Contains($"dotnet/sdk:{version} ", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_InTheImage_RunsAsNobodySpecial()
    {
        var user = Instructions.FindIndex(line => line.StartsWith("USER ", StringComparison.Ordinal));

        Assert.NotEqual("USER root", Instructions[user]);
        Assert.DoesNotContain(Instructions[user..], line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains(Instructions[..user], line => line.Contains("useradd --uid", StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_OfTheImage_AreOptionsOfTheProgram()
    {
        var given = Of("ENV").Single().Where(word => word.StartsWith("ApprovalFlows__", StringComparison.Ordinal))
            .Select(word => word.Split('=', 2))
            .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);

        var options = new ConfigurationBuilder().AddInMemoryCollection(given).Build()
            .GetSection(ApprovalFlowsOptions.Section)
            .Get<ApprovalFlowsOptions>(binder => binder.ErrorOnUnknownConfiguration = true)!;

        Assert.Equal(Of("VOLUME").Single().Single(), options.DataDirectory);
        Assert.Contains($"COPY workflows {options.Workflows.Directory}", Instructions);
    }

    [Fact]
    public async Task HealthCheck_OfTheImage_AsksARouteOfTheProgram()
    {
        await using var application = new TestApplication();
        using var client = application.CreateClient();
        var check = Instructions.Single(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal));
        var address = new Uri(check.Split('"').Single(word => word.StartsWith("http", StringComparison.Ordinal)));

        using var answer = await client.GetAsync(address.AbsolutePath, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains($"ASPNETCORE_URLS=http://+:{address.Port}", Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Of(string instruction) => Instructions
        .Where(line => line.StartsWith(instruction + " ", StringComparison.Ordinal))
        .Select(line => line[(instruction.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // One instruction, one line; comments left out.
    private static IEnumerable<string> Read()
    {
        var line = "";
        foreach (var read in Text.Split('\n').Where(read => !read.StartsWith('#')))
        {
            line += read.TrimEnd('\\', ' ').TrimStart() + ' ';
            if (read.EndsWith('\\')) continue;
            if (line.Trim().Length > 0) yield return line.Trim();
            line = "";
        }
    }
}
