using System.Text.RegularExpressions;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ApprovalFlows.Web.Tests.Deployment;

/// <summary>What can be known of the compose file without an engine that runs it.</summary>
public sealed partial class ComposeTests
{
    private static readonly Dictionary<object, object> Document = Read();
    private static readonly Dictionary<string, Dictionary<object, object>> Services =
        Map(Document["services"]).ToDictionary(entry => (string)entry.Key, entry => Map(entry.Value));

    public static TheoryData<string> Names => [.. Services.Keys];

    [Fact]
    public void Services_Together_AreTwoNodesDatabaseProxyAndMail() =>
        Assert.Equal(["database", "mail", "nginx", "web-1", "web-2"], Services.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_NamedAsADependency_IsThereAndHasAHealthCheck(string name)
    {
        foreach (var (other, condition) in Map(Services[name].GetValueOrDefault("depends_on")))
        {
            var needed = Assert.Contains((string)other, Services);
            Assert.Equal("service_healthy", Map(condition)["condition"]);
            Assert.True(needed.ContainsKey("healthcheck") || IsOurs(needed), $"{other} has no health check.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Volumes_OfAService_AreDeclaredOrFilesOfTheRepository(string name)
    {
        var declared = Map(Document["volumes"]).Keys;
        foreach (var mount in List(Services[name].GetValueOrDefault("volumes")).Select(mount => mount.Split(':')[0]))
        {
            if (mount.StartsWith("./", StringComparison.Ordinal))
                Assert.True(File.Exists(RepositoryFiles.PathOf(mount)), mount);
            else Assert.Contains(mount, declared);
        }
    }

    [Fact]
    public void Ports_Published_AreDifferent()
    {
        var ports = Services.Values.SelectMany(service => List(service.GetValueOrDefault("ports")))
            .Select(port => port.Split(':')[0]).ToList();

        Assert.Equal(ports.Distinct(), ports);
        Assert.Contains("5080", ports);
    }

    [Fact]
    public void Nodes_ByTheirSettings_AreWhatTheProgramTakes()
    {
        var web = Map(Services["web-1"]["environment"]);
        var given = web.ToDictionary(entry => ((string)entry.Key).Replace("__", ":", StringComparison.Ordinal), entry =>
            (string?)Filled((string)entry.Value));
        var settings = new ConfigurationBuilder().AddInMemoryCollection(given).Build();

        var options = settings.GetSection(ApprovalFlowsOptions.Section).Get<ApprovalFlowsOptions>(
            binder => binder.ErrorOnUnknownConfiguration = true)!;

        Assert.Equal(DatabaseKind.PostgreSql, options.Database);
        Assert.Contains(options.Mail.Host, Services.Keys);
        Assert.Contains("Host=database;", settings.GetConnectionString("ApprovalFlows"), StringComparison.Ordinal);
        Assert.Equal(web, Map(Services["web-2"]["environment"]));
    }

    [Fact]
    public void Database_OfTheNodes_IsTheOneThatIsMade()
    {
        var made = Map(Services["database"]["environment"]);
        var connection = (string)Map(Services["web-1"]["environment"])["ConnectionStrings__ApprovalFlows"];

        Assert.Contains($"Database={made["POSTGRES_DB"]};", connection, StringComparison.Ordinal);
        Assert.Contains($"Username={made["POSTGRES_USER"]};", connection, StringComparison.Ordinal);
        Assert.EndsWith($"Password={made["POSTGRES_PASSWORD"]}", connection, StringComparison.Ordinal);
    }

    [Fact]
    public void Proxy_InFrontOfTheNodes_AsksEachAtItsPort()
    {
        var nginx = File.ReadAllText(RepositoryFiles.PathOf("deploy/nginx.conf"));
        var servers = Upstream().Matches(nginx).Select(server => server.Groups[1].Value).Distinct().Order();

        Assert.Equal(["web-1:8080", "web-2:8080"], servers);
        Assert.Contains("EXPOSE 8080", DockerfileTests.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_OfTheSystem_AreChosenByWhoeverStartsIt()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docker-compose.yml"));
        var readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));
        var required = RequiredVariable().Matches(text).Select(name => name.Groups[1].Value).Distinct().Order();

        Assert.Equal(["ADMIN_PASSWORD", "DATABASE_PASSWORD"], required);
        Assert.All(required, name => Assert.Contains($"{name}=", readme, StringComparison.Ordinal));
    }

    private static bool IsOurs(Dictionary<object, object> service) => service.ContainsKey("build");

    private static Dictionary<object, object> Read()
    {
        using var text = File.OpenText(RepositoryFiles.PathOf("docker-compose.yml"));
        var parser = new MergingParser(new Parser(text));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser);
    }

    private static string Filled(string value) =>
        Variable().Replace(value, found => found.Groups[2].Success ? found.Groups[2].Value : "chosen");

    private static Dictionary<object, object> Map(object? node) => node as Dictionary<object, object> ?? [];

    private static IEnumerable<string> List(object? node) => (node as List<object> ?? []).Cast<string>();

    [GeneratedRegex(@"^\s*server ([\w-]+:\d+);", RegexOptions.Multiline)]
    private static partial Regex Upstream();

    [GeneratedRegex(@"\$\{(\w+):\?")]
    private static partial Regex RequiredVariable();

    [GeneratedRegex(@"\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Variable();
}
