using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Tests.Design.Publishing;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Every file in workflows/ passes the checks before publication, those that come later included.</summary>
public sealed class ShippedFlowsTests
{
    [Fact]
    public async Task Check_OfEveryFile_FindsNoError()
    {
        await using var gate = await Gate.OpenAsync();
        var problems = new List<string>();

        foreach (var file in Directory.GetFiles(RepositoryFiles.PathOf("workflows"), "*.json").Order())
        {
            var found = await gate.CheckAsync(
                await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            problems.AddRange(found.Where(finding => finding.Severity != Severity.Notice)
                .Select(finding => $"{Path.GetFileName(file)}: {Gate.Short(finding)}: {Gate.Say(finding)}"));
        }

        Assert.Empty(problems);
    }
}
