using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Differences;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class AboutDifferenceTests
{
    [Theory]
    [InlineData("zh", "新增：变量“Opinion”（String）")]
    [InlineData("vi", "Thêm mới: Biến “Opinion” (String)")]
    [InlineData("en", "Added: Variable “Opinion” (String)")]
    public void Variable_ThatIsNew_IsTold(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.After["variables"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "var-opinion",
            ["name"] = "Opinion",
            ["typeName"] = "String",
        });

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Variable_OfAnotherTypeAndDefault_IsToldForBoth()
    {
        var flow = new EditedFlow();
        flow.After["variables"]![1]!["typeName"] = "Int32";
        flow.After["variables"]![1]!["value"] = "1";

        var told = flow.In("en");

        Assert.Equal(
            [
                "Variable “Route” (Int32): type changed from “String” to “Int32”",
                "Variable “Route” (Int32): default value is now “1”",
            ],
            told);
    }

    [Theory]
    [InlineData("zh", "流程：名称由“聘用境外边民用工证”改为“用工证”")]
    [InlineData("vi", "Quy trình: tên đổi từ “聘用境外边民用工证” thành “用工证”")]
    [InlineData("en", "The flow: name changed from “聘用境外边民用工证” to “用工证”")]
    public void Flow_ThatIsCalledOtherwise_IsTold(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.After["name"] = "用工证";

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Settings_ThatChanged_AreTold()
    {
        var flow = new EditedFlow();
        flow.After["options"]!["usableAsActivity"] = true;
        flow.After["outcomes"] = new JsonArray("Passed");
        flow.After["inputs"] = new JsonArray(new JsonObject { ["name"] = "Origin", ["type"] = "String" });
        flow.After["anything"] = new JsonObject { ["of"] = new JsonArray(1, 2) };

        var told = flow.In("en");

        Assert.Equal(4, told.Count);
        Assert.Contains("Added: Input of the flow “Origin” (String)", told);
        Assert.Contains("Added: Outcome of the flow “Passed”", told);
        Assert.Contains("The flow: usable as a step changed from no to yes", told);
        Assert.Contains("The flow: “anything” is now {\"of\":[1,2]}", told);
    }

    [Fact]
    public void Steps_InsideOthers_AreFollowed()
    {
        const string before = """
            { "root": { "id": "all", "type": "Elsa.Sequence", "activities": [
              { "id": "loop", "type": "Elsa.While", "body": { "id": "inner", "type": "Elsa.Flowchart", "activities": [
                { "id": "a", "type": "Elsa.WriteLine", "text": { "expression": { "type": "Literal", "value": "1" } } },
                { "id": "b", "type": "Elsa.WriteLine" } ],
                "connections": [ { "source": { "activity": "a" }, "target": { "activity": "b" } } ] } },
              { "id": "last", "type": "Elsa.WriteLine" } ] } }
            """;
        var after = before.Replace("\"value\": \"1\"", "\"value\": \"2\"", StringComparison.Ordinal)
            .Replace("\"id\": \"b\"", "\"id\": \"c\"", StringComparison.Ordinal)
            .Replace("\"activity\": \"b\"", "\"activity\": \"c\"", StringComparison.Ordinal);

        var found = FlowComparison.Of(before, after, FlowNames.None).Differences;

        Assert.Contains(found, item => item is { Kind: DifferenceKind.StepAdded, StepId: "c", Before: ["a"] });
        Assert.Contains(found, item => item is { Kind: DifferenceKind.StepRemoved, StepId: "b" });
        Assert.Contains(found, item => item is { Kind: DifferenceKind.StepChanged, StepId: "a", Old: "1", New: "2" });
    }

    [Fact]
    public void Steps_OfASequence_AreToldWhenTheyRunInAnotherOrder()
    {
        const string before = """
            { "root": { "id": "all", "type": "Elsa.Sequence", "activities": [
              { "id": "a", "type": "Elsa.WriteLine" }, { "id": "b", "type": "Elsa.WriteLine" } ] } }
            """;
        const string after = """
            { "root": { "id": "all", "type": "Elsa.Sequence", "activities": [
              { "id": "b", "type": "Elsa.WriteLine" }, { "id": "a", "type": "Elsa.WriteLine" } ] } }
            """;

        var difference = Assert.Single(FlowComparison.Of(before, after, FlowNames.None).Differences);

        Assert.Equal((DifferenceKind.StepMoved, "a, b", "b, a"), (difference.Kind, difference.Old, difference.New));
    }
}
