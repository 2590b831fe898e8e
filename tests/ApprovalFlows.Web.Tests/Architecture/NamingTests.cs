using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed partial class NamingTests
{
    // The engine keeps Elsa's namespaces, so that activities move over by changing their using lines.
    private static IEnumerable<SourceFile> OutsideTheEngine => SourceFile.Product
        .Where(file => !file.Path.StartsWith("src/ApprovalFlows.Workflows/", StringComparison.Ordinal));

    [Fact]
    public void Types_InTheProduct_CarryNoForbiddenSuffix()
    {
        var offenders = SourceFile.Product
            .SelectMany(file => file.TypeNames().Select(name => (Subject: $"{file.Path} {name}", name)))
            .Where(type => ForbiddenSuffix().IsMatch(type.name));

        Exceptions.AreTheOnlyOnes("suffix", offenders.Select(type => (type.Subject, 1)));
    }

    [Fact]
    public void Folders_InTheProduct_AreNamedAfterWhatTheyDo()
    {
        string[] forbidden = ["Common", "Helpers", "Models", "Services", "Interfaces"];

        var offenders = OutsideTheEngine
            .SelectMany(file => file.Path.Split('/')[..^1])
            .Where(forbidden.Contains)
            .Distinct();

        Assert.Empty(offenders);
    }

    [Fact]
    public void Namespaces_InTheProduct_AreThoseOfTheFolder()
    {
        var offenders = OutsideTheEngine
            .SelectMany(file => file.Declarations<FileScopedNamespaceDeclarationSyntax>()
                .Select(space => (file.Path, Name: space.Name.ToString())))
            .Where(file => file.Name != NamespaceOf(file.Path));

        Assert.Empty(offenders);
    }

    [Fact]
    public void TestMethods_InEachTestProject_AreNamedSubjectConditionOutcome()
    {
        var offenders = TestMethods()
            .Where(method => !ThreeParts().IsMatch(method.Identifier.Text))
            .Select(method => method.Identifier.Text);

        Assert.Empty(offenders);
    }

    [Fact]
    public void TestClasses_InEachTestProject_EndWithTests()
    {
        var offenders = TestMethods()
            .Select(method => method.Ancestors().OfType<TypeDeclarationSyntax>().First().Identifier.Text)
            .Where(name => !name.EndsWith("Tests", StringComparison.Ordinal))
            .Distinct();

        Assert.Empty(offenders);
    }

    private static IEnumerable<MethodDeclarationSyntax> TestMethods() =>
        SourceFile.Tests
            .SelectMany(file => file.Declarations<MethodDeclarationSyntax>())
            .Where(method => method.AttributeLists
                .SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"));

    private static string NamespaceOf(string path)
    {
        var folder = path["src/".Length..path.LastIndexOf('/')];
        return folder.Replace('/', '.');
    }

    [GeneratedRegex(
        "(Manager|Helper|Util|Utilitie|Utility|Processor|Handler|Provider|Impl|Dto|ViewModel|Info|Base|Repository)s?$")]
    private static partial Regex ForbiddenSuffix();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){2,}$")]
    private static partial Regex ThreeParts();
}
