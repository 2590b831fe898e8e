using System.Text.RegularExpressions;

namespace ApprovalFlows.Web.Tests.Architecture;

public sealed partial class LeftoverTests
{
    private static readonly string[] WrittenByHand =
        [".cs", ".razor", ".css", ".js", ".json", ".md", ".csproj", ".resx", ".sh", ".yml"];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("docs")]
    public void Text_InTheRepository_HoldsNoForgottenNote(string folder)
    {
        var offenders = SourceFile.Read(folder, WrittenByHand)
            .SelectMany(file => file.Lines.Select((line, index) => (Place: $"{file.Path}:{index + 1}", line)))
            .Where(line => ForgottenNote().IsMatch(line.line))
            .Select(line => line.Place);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Tests_InEachTestProject_AreNeitherSkippedNorAsleep()
    {
        var offenders = SourceFile.Tests
            .Where(file => file.Lines.Any(line => SwitchedOff().IsMatch(line)))
            .Select(file => file.Path);

        Assert.Empty(offenders);
    }

    // A note with the number of its issue is a plan: TO-DO(#12) without the hyphen.
    [GeneratedRegex(@"\b(FIXM[E]|XX[X]|TOD[O](?!\s*\(?#\d+))\b")]
    private static partial Regex ForgottenNote();

    [GeneratedRegex(@"\[(Fact|Theory)\(.*\bSkip\s*=|\bTask\.Delay\(\d")]
    private static partial Regex SwitchedOff();
}
