using System.Reflection;
using System.Xml.Linq;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed class ReferenceTests
{
    // What Identity and the data-protection keys need; neither knows a request.
    private static readonly string[] AllowedInCore =
    [
        "Microsoft.AspNetCore.Cryptography.Internal",
        "Microsoft.AspNetCore.Cryptography.KeyDerivation",
        "Microsoft.AspNetCore.DataProtection",
        "Microsoft.AspNetCore.DataProtection.Abstractions",
        "Microsoft.AspNetCore.Identity",
        "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
    ];

    [Theory]
    [InlineData("Workflows")]
    [InlineData("Core", "Workflows")]
    [InlineData("Web", "Core")]
    [InlineData("DevTools", "Core")]
    public void Projects_InTheProduct_PointOneWayOnly(string project, params string[] references)
    {
        var file = XDocument.Load(
            RepositoryFiles.PathOf($"src/ApprovalFlows.{project}/ApprovalFlows.{project}.csproj"));

        var found = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(references.Select(name => $"ApprovalFlows.{name}"), found);
    }

    [Fact]
    public void Engine_AsCompiled_UsesNeitherDatabaseNorWeb()
    {
        string[] forbidden = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Quartz"];

        var offenders = ReferencesOf("ApprovalFlows.Workflows")
            .Where(name => forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Core_AsCompiled_KnowsNoRequestAndNoPage()
    {
        var offenders = ReferencesOf("ApprovalFlows.Core")
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            .Except(AllowedInCore);

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> ReferencesOf(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
