using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class FormDifferenceTests
{
    [Theory]
    [InlineData("zh", "申请表字段“行业”（industry）：必填设为是")]
    [InlineData("vi", "Trường biểu mẫu “Ngành nghề” (industry): bắt buộc nay là có")]
    [InlineData("en", "Form field “Industry” (industry): required is now yes")]
    public void Field_ThatMustBeFilledInNow_IsTold(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.Field("industry")["required"] = true;

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Field_WithAnotherLimitAndLabel_IsToldForBoth()
    {
        var flow = new EditedFlow();
        flow.Field("industry")["maxLength"] = 30;
        flow.Field("industry")["label"]!["en"] = "Trade";

        var told = flow.In("en");

        Assert.Equal(
            [
                "Form field “Trade” (industry): label (English) changed from “Industry” to “Trade”",
                "Form field “Trade” (industry): longest length changed from 60 to 30",
            ],
            told);
    }

    [Theory]
    [InlineData("zh", "新增：申请表字段“园区编号”（parkNumber）")]
    [InlineData("vi", "Thêm mới: Trường biểu mẫu “Số khu” (parkNumber)")]
    [InlineData("en", "Added: Form field “Park number” (parkNumber)")]
    public void Field_ThatIsNew_IsTold(string language, string sentence)
    {
        var flow = new EditedFlow();
        Section(flow, 1)["fields"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "parkNumber",
            ["type"] = "text",
            ["label"] = new JsonObject { ["zh"] = "园区编号", ["vi"] = "Số khu", ["en"] = "Park number" },
        });

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Field_MovedToAnotherSection_IsNoNewField()
    {
        var flow = new EditedFlow();
        var field = flow.Field("industry");
        Section(flow, 0)["fields"]!.AsArray().Remove(field);
        Section(flow, 1)["fields"]!.AsArray().Add(field);

        var told = flow.In("en");

        Assert.Equal(["Form field “Industry” (industry): section changed from “enterprise” to “place”"], told);
    }

    [Fact]
    public void Column_OfAList_IsToldWithItsField()
    {
        var flow = new EditedFlow();
        flow.Field("posts")["columns"]!.AsArray()
            .Single(column => column!["name"]!.ToString() == "count")!["max"] = 500;

        var told = flow.In("en");

        Assert.Equal(
            [
                "Form field “Posts to be filled” (posts), column “Number of people” (count): "
                    + "greatest value changed from 10000 to 500",
            ],
            told);
    }

    [Fact]
    public void Attachment_NoLongerAsked_IsTold()
    {
        var flow = new EditedFlow();
        foreach (var section in flow.After["customProperties"]!["form"]!["sections"]!.AsArray())
            if (section!["attachments"] is JsonArray { Count: > 0 } attachments)
                attachments.Remove(attachments.Single(item => item!["name"]!.ToString() == "rulesSafety"));

        var told = flow.In("en");

        Assert.StartsWith("Removed: Attachment ", Assert.Single(told));
    }

    [Fact]
    public void Rule_OfTheForm_IsToldByWhatItSays()
    {
        var flow = new EditedFlow();
        flow.After["customProperties"]!["form"]!["rules"]!.AsArray().RemoveAt(0);

        var told = flow.In("zh");

        Assert.StartsWith("删除：申请表规则 pilotArea(areaCode)", Assert.Single(told));
    }

    private static JsonObject Section(EditedFlow flow, int index) =>
        flow.After["customProperties"]!["form"]!["sections"]![index]!.AsObject();
}
