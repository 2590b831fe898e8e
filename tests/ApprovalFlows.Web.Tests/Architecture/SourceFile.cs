using ApprovalFlows.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApprovalFlows.Web.Tests.Architecture;

/// <summary>A file written by hand; migrations are generated and left out.</summary>
internal sealed record SourceFile(string Path, string[] Lines)
{
    public static IReadOnlyList<SourceFile> Product { get; } = Read("src", ".cs", ".razor");

    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests", ".cs");

    public static IEnumerable<SourceFile> All => Product.Concat(Tests);

    public static IReadOnlyList<SourceFile> Read(string folder, params string[] extensions) =>
        [.. RepositoryFiles.Under(folder, extensions)
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(path => new SourceFile(path, File.ReadAllLines(RepositoryFiles.PathOf(path))))];

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public IEnumerable<T> Declarations<T>()
        where T : SyntaxNode =>
        IsCSharp ? Root().DescendantNodes().OfType<T>() : [];

    public IEnumerable<string> TypeNames() =>
        Declarations<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text);

    private SyntaxNode Root() =>
        CSharpSyntaxTree.ParseText(string.Join('\n', Lines), path: Path).GetRoot();
}
