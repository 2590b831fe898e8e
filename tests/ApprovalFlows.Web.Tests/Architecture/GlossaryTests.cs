using System.Text.RegularExpressions;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed partial class GlossaryTests
{
    [Fact]
    public void Glossary_NamesInCode_ExistInTheSource()
    {
        var source = RepositoryFiles.Under("src", ".cs")
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(RepositoryFiles.PathOf(file)))
            .ToList();
        var glossary = File.ReadAllText(RepositoryFiles.PathOf("docs/GLOSSARY.md"));

        var missing = NameInCode().Matches(glossary)
            .SelectMany(match => match.Groups["name"].Value.Split('.'))
            .Distinct()
            .Where(name => !source.Any(text => Regex.IsMatch(text, $@"\b{name}\b")))
            .ToList();

        Assert.Empty(missing);
    }

    [GeneratedRegex(@" · `(?<name>[A-Za-z.]+)`")]
    private static partial Regex NameInCode();
}
