using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed class SizeTests
{
    private const int LineLimit = 120;
    private const int MethodLimit = 60;

    [Theory]
    [InlineData("src", ".cs", 300)]
    [InlineData("src", ".razor", 250)]
    [InlineData("tests", ".cs", 400)]
    public void Files_OfEachKind_StayWithinTheirLimit(string folder, string extension, int limit)
    {
        var files = SourceFile.Read(folder, extension);

        var tooLong = files.Where(file => file.Lines.Length > limit);

        Exceptions.AreTheOnlyOnes(
            $"file {folder} {extension}", tooLong.Select(file => (file.Path, file.Lines.Length)));
    }

    [Fact]
    public void Lines_InEveryFile_StayWithinTheLimit()
    {
        var longest = SourceFile.All.Select(file =>
            (file.Path, file.Lines.Select(line => line.Length).DefaultIfEmpty().Max()));

        Exceptions.AreTheOnlyOnes("line", longest.Where(line => line.Item2 > LineLimit));
    }

    [Fact]
    public void Methods_InEveryFile_StayWithinTheLimit()
    {
        var methods = SourceFile.All.SelectMany(file =>
            file.Declarations<SyntaxNode>()
                .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
                .Select(node => ($"{file.Path} {NameOf(node)}", LinesOf(node))));

        Exceptions.AreTheOnlyOnes("method", methods.Where(method => method.Item2 > MethodLimit));
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax => "constructor",
        _ => node.Kind().ToString(),
    };

    private static int LinesOf(SyntaxNode node)
    {
        // Rows of test data stand above a method as attributes; they are not part of it.
        var start = node is BaseMethodDeclarationSyntax { AttributeLists: [.., var last] }
            ? last.Span.End
            : node.SpanStart;
        var lines = node.SyntaxTree.GetText().Lines;
        return lines.IndexOf(node.Span.End) - lines.IndexOf(start) + 1;
    }
}
