using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Differences;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class StepDifferenceTests
{
    [Theory]
    [InlineData("zh", "步骤“市人社局复核”（re-check）：自设办理时限由 8 个工作日改为 5 个工作日")]
    [InlineData("vi", "Bước “Thẩm tra lại của Sở Nhân lực” (re-check): thời hạn riêng đổi từ 8 thành 5 ngày làm việc")]
    [InlineData("en", "Step “Re-check by the HR bureau” (re-check): own limit moved from 8 to 5 working days")]
    public void Limit_ThatMoved_IsToldInWorkingDays(string language, string sentence)
    {
        var flow = new EditedFlow().Had("re-check", "workingDays", EditedFlow.Literal("8", "Int32"));
        flow.Step("re-check")["workingDays"] = EditedFlow.Literal("5", "Int32");

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Theory]
    [InlineData("zh", "新增步骤“园区意见”（park-opinion）：在“受理”之后、“办理路径”之前")]
    [InlineData("vi", "Bước mới “Ý kiến của khu công nghiệp” (park-opinion) sau “accepted”, trước “route”")]
    [InlineData("en", "New step “Park opinion” (park-opinion) after “accepted” before “route”")]
    public void Step_PutBetweenTwo_IsToldWithItsNeighboursAndNothingElse(string language, string sentence)
    {
        var flow = new EditedFlow().AddParkOpinion();

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Step_ThatIsNew_CarriesWhatItWasGiven()
    {
        var added = new EditedFlow().AddParkOpinion().Differences().Single();

        var details = added.Details.Select(detail => detail.In(TextResources.English)).ToList();

        Assert.Equal((DifferenceKind.StepAdded, "park-opinion"), (added.Kind, added.StepId));
        Assert.Equal(["accepted"], added.Before);
        Assert.Equal(["route"], added.After);
        Assert.Contains("office: “Park office” (park-office)", details);
        Assert.Contains("own limit: 3 working days", details);
        Assert.Contains("Outcome “refuse” leads to “refused”", details);
    }

    [Theory]
    [InlineData("zh", "删除步骤“东兴市人民政府初审”（initial-review）（原在“办理路径”之后、“市人社局复核”之前）")]
    [InlineData(
        "en",
        "Step “Initial review by Dongxing” (initial-review) removed (was after "
            + "“route” before “Re-check by the HR bureau”)")]
    public void Step_ThatIsGone_IsToldWithItsNeighbours(string language, string sentence)
    {
        var flow = new EditedFlow();
        foreach (var id in new[] { "initial-review", "initial-correction" })
        {
            flow.Steps.Remove(flow.Step(id));
            foreach (var line in flow.Lines.Where(line => line!.ToJsonString().Contains($"\"{id}\"")).ToList())
                flow.Lines.Remove(line);
        }

        flow.Lines.Add(EditedFlow.Line("route", "R2", "re-check"));

        var told = flow.In(language);

        Assert.Equal(2, told.Count);
        Assert.Contains(sentence, told);
    }

    [Theory]
    [InlineData("zh", "步骤“市人社局复核”（re-check）：办理部门由“市人社局”（hr-bureau）改为“园区办公室”（park-office）")]
    [InlineData(
        "en",
        "Step “Re-check by the HR bureau” (re-check): office changed from “HR "
            + "bureau” (hr-bureau) to “Park office” (park-office)")]
    [InlineData(
        "en",
        "Step “Re-check by the HR bureau” (re-check): post changed from "
            + "“Re-checks” (re-check) to “Opinions” (opinion)")]
    public void Office_ThatChanged_IsToldByItsName(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.Step("re-check")["department"] = EditedFlow.Literal("park-office");
        flow.Step("re-check")["post"] = EditedFlow.Literal("opinion");

        var told = flow.In(language);

        Assert.Equal(2, told.Count);
        Assert.Contains(sentence, told);
    }

    [Theory]
    [InlineData("zh", "步骤“市人社局复核”（re-check）改名为“再审”")]
    [InlineData("vi", "Bước “Thẩm tra lại của Sở Nhân lực” (re-check) nay có tên “Xem lại”")]
    [InlineData("en", "Step “Re-check by the HR bureau” (re-check) is now called “Second look”")]
    public void Step_RenamedInAllLanguages_IsToldOnce(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.Step("re-check")["titleZh"] = EditedFlow.Literal("再审");
        flow.Step("re-check")["titleVi"] = EditedFlow.Literal("Xem lại");
        flow.Step("re-check")["titleEn"] = EditedFlow.Literal("Second look");

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Step_RenamedInOneLanguage_IsToldToReadersOfTheOthers()
    {
        var flow = new EditedFlow();
        flow.Step("re-check")["titleVi"] = EditedFlow.Literal("Xem lại");

        var told = flow.In("zh");

        Assert.Equal(["步骤“市人社局复核”（re-check）：越南文标题由“Thẩm tra lại của Sở Nhân lực”改为“Xem lại”"], told);
    }

    [Theory]
    [InlineData("zh", "步骤“市人社局复核”（re-check）：新增办理结果“hold”")]
    [InlineData("en", "Step “Re-check by the HR bureau” (re-check): outcome “refuse” removed")]
    public void Outcomes_ThatChanged_AreToldOneByOne(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.Step("re-check")["outcomes"]!["expression"]!["value"] = "[\"approve\",\"return\",\"hold\"]";

        var told = flow.In(language);

        Assert.Equal(2, told.Count);
        Assert.Contains(sentence, told);
    }

    [Fact]
    public void Outcomes_WrittenOtherwise_AreTheSame()
    {
        var flow = new EditedFlow();
        flow.Step("re-check")["outcomes"]!["expression"]!["value"] = "[ \"approve\",\n\"return\",\"refuse\" ]";

        var told = flow.In("en");

        Assert.Empty(told);
    }

    [Theory]
    [InlineData(
        "en",
        "script of “content” changed from …eNumber'), status: 'submitted' }) "
            + "to …eNumber'), status: 'received' })")]
    [InlineData("zh", "“content”的脚本由 …eNumber'), status: 'submitted' }) 改为 …eNumber'), status: 'received' })")]
    public void Script_ThatChanged_IsShownWhereItParts(string language, string part)
    {
        var flow = new EditedFlow();
        var expression = flow.Step("answer")["content"]!["expression"]!;
        var padding = "/* what the applicant gets at once: the number of the case, and nothing personal */ ";
        flow.Had("answer", "content", JsonNode.Parse(
            flow.Step("answer")["content"]!.ToJsonString().Replace("toJson", padding + "toJson"))!);
        expression["value"] = padding + "toJson({ caseNumber: getVariable('CaseNumber'), status: 'received' })";

        var told = flow.In(language);

        Assert.Contains(part, Assert.Single(told));
    }

    [Theory]
    [InlineData("zh", "“市人社局复核”的结果“不予许可”（refuse）改为通向“终止”（原通向“不予核准”）")]
    [InlineData(
        "vi",
        "Kết quả “Không cấp phép” (refuse) của “Thẩm tra lại của Sở Nhân lực” "
            + "nay dẫn đến “closed” thay vì “refused”")]
    [InlineData("en", "Outcome “refuse” of “Re-check by the HR bureau” now leads to “closed” instead of “refused”")]
    public void Line_ThatLeadsElsewhere_IsToldOnce(string language, string sentence)
    {
        var flow = new EditedFlow();
        flow.LineOf("re-check", "refuse")["target"]!["activity"] = "closed";

        var told = flow.In(language);

        Assert.Equal([sentence], told);
    }

    [Fact]
    public void Drawing_ThatWasMoved_IsToldOnceForAll()
    {
        var flow = new EditedFlow();
        foreach (var step in flow.Steps) step!["metadata"]!["designer"]!["position"]!["x"] = -7;

        var difference = Assert.Single(flow.Differences());

        Assert.Equal(DifferenceKind.LayoutChanged, difference.Kind);
        Assert.StartsWith("Layout only", difference.Sentence.In(TextResources.English));
    }
}
