using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Conformance;

namespace ApprovalFlows.Workflows.Tests.Conformance;

public sealed class ConformanceComparisonTests
{
    private const string Two = """
        [{"instance":"c#1","journal":[["a","Started"],["b","Started"]],"name":"one"},
         {"instance":"c#2","journal":[["a","Started"]],"name":"two"}]
        """;

    [Theory]
    [InlineData("[]", "[]", false)]
    [InlineData("""["steps[0].instances[0].journal"]""", "[]", false)]
    [InlineData("""["steps[0].instances","steps[0].instances[0].journal"]""", "[]", true)]
    [InlineData("""["steps[0].instances[0].journal"]""", """["steps[0].instances[1].name"]""", true)]
    public void Compare_OtherOrderAndOtherName_CountsUnlessTheRecordingSaysSo(
        string unordered, string notCompared, bool expected)
    {
        var found = Two.Replace(
            """["a","Started"],["b","Started"]""", """["b","Started"],["a","Started"]""", StringComparison.Ordinal);
        if (!expected || notCompared != "[]")
            found = found.Replace("two", "other", StringComparison.Ordinal);

        var differences = Compare(found, unordered, notCompared);

        Assert.Equal(expected, differences.Count == 0);
    }

    [Fact]
    public void Compare_OneCellNotCompared_ComparesTheOthers()
    {
        var cell = """["steps[0].instances[1].journal[0][0]"]""";

        var otherCell = Compare(With("""[["z","Started"]]"""), "[]", cell);
        var otherEvent = Compare(With("""[["a","Ended"]]"""), "[]", cell);

        Assert.Empty(otherCell);
        Assert.NotEmpty(otherEvent);
    }

    private static string With(string journal) =>
        Two.Replace("""[["a","Started"]]""", journal, StringComparison.Ordinal);

    private static IReadOnlyList<string> Compare(string found, string unordered, string notCompared) =>
        new ConformanceComparison(JsonNode.Parse(
            $$"""
            {"unordered":{{unordered}},"notCompared":{{notCompared}},"steps":[{"instances":{{Two}}}]}
            """)!.AsObject()).Compare(JsonNode.Parse($$"""[{"instances":{{found}}}]""")!.AsArray());
}
