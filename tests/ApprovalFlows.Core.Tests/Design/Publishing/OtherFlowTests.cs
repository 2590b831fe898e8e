using System.Text.Json.Nodes;
using static ApprovalFlows.Core.Tests.Design.Publishing.CertificateDraft;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>Flows other than the shipped one: containers, branches side by side, flows without cases.</summary>
public sealed class OtherFlowTests
{
    [Fact]
    public async Task Check_FlowWithoutCases_MayLeaveOutcomesOpen()
    {
        await using var gate = await Gate.OpenAsync();
        var json = Chart(Step("ask", "Elsa.FlowDecision"), Step("alone", "Elsa.WriteLine"));

        var found = await gate.CheckAsync(json);

        Assert.Empty(found);
    }

    [Fact]
    public async Task Check_DecisionInACaseFlow_MustBeConnectedOnBothSides()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Add(Step("big", "Elsa.FlowDecision")).Redirect("accepted", "Done", "big")
            .Connect("big", "True", "route");

        var faults = await gate.FaultsAsync(draft);

        Assert.Equal(["OutcomeOpen big"], faults);
    }

    [Fact]
    public async Task Check_SwitchThatMayMatchNothing_NeedsItsDefault()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        draft["route"]["cases"]![1]!["condition"]!["value"] = "getVariable('Route') == 'R1'";

        var found = await gate.CheckAsync(draft);

        Assert.Contains(found, finding => finding.Code == "Gate.OutcomeOpen" && Equals(finding.Args[2], "Default"));
    }

    [Fact]
    public async Task Check_ConnectionToAStepThatDoesNotExist_CountsAsNone()
    {
        await using var gate = await Gate.OpenAsync();

        var faults = await gate.FaultsAsync(new CertificateDraft().Redirect("approval", "refuse", "ghost"));

        Assert.Equal(["OutcomeOpen approval"], faults);
    }

    [Fact]
    public async Task SideBranchThatStops_WhileTheOtherEnds_IsNoFault()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Add(Step("note", "Elsa.WriteLine")).Connect("accepted", "Done", "note");

        var faults = await gate.FaultsAsync(draft);

        Assert.Empty(faults);
    }

    [Fact]
    public async Task SideBranchThatEnds_WhileTheCaseIsOpen_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Add(Step("note", "Elsa.WriteLine")).Connect("accepted", "Done", "note")
            .Connect("note", "Done", "closed");

        var faults = await gate.FaultsAsync(draft);

        Assert.Equal(["CaseStaysOpen closed"], faults);
    }

    [Fact]
    public async Task Check_StepsInsideASequence_AreFollowed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        var file = draft["file"].DeepClone().AsObject();
        draft.Remove("file").Add(Step("pair", "Elsa.Sequence", ("activities", new JsonArray(
            Step("note", "Elsa.WriteLine"), file))))
            .Connect("approval", "approve", "pair").Connect("pair", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Check_IfThatSkipsTheFiling_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        var file = draft["file"].DeepClone().AsObject();
        draft.Remove("file").Add(Step("maybe", "Elsa.If", ("then", file)))
            .Connect("approval", "approve", "maybe").Connect("maybe", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Equal(["IssuedBeforeFiling issue"], faults);
    }

    [Fact]
    public async Task Check_ReviewInsideASequence_CannotTellItsOutcomesApart()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        var step = draft["re-check"].DeepClone().AsObject();
        step["id"] = "inner";
        draft.Add(Step("box", "Elsa.Sequence", ("activities", new JsonArray(step))))
            .Redirect("accepted", "Done", "box").Connect("box", "Done", "route");

        var faults = await gate.FaultsAsync(draft);

        Assert.Contains("OutcomesAreOne inner", faults);
    }

    [Fact]
    public async Task Check_FilingOnOneOfTwoParallelBranches_IsEnoughWhenTheyAreJoined()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft()
            .Add(Step("note", "Elsa.WriteLine"), Step("join", "Elsa.FlowJoin", ("mode", Literal("WaitAll"))))
            .Connect("approval", "approve", "note").Connect("note", "Done", "join")
            .Redirect("file", "Done", "join").Connect("join", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Check_BranchesThatAreNotJoined_MayIssueTooEarly()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Add(Step("note", "Elsa.WriteLine"))
            .Connect("approval", "approve", "note").Connect("note", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Contains("IssuedBeforeFiling issue", faults);
    }

    [Theory]
    [InlineData("decision", "3", null)]
    [InlineData(null, "3", null)]
    [InlineData(null, null, null)]
    [InlineData(null, "21", "DaysAlone opinion")]
    [InlineData(null, "soon", "DaysNotPositive opinion")]
    [InlineData(null, "0", "DaysNotPositive opinion")]
    public async Task Check_NewReviewStepWithThisLimit_PassesOrIsNamed(string? limit, string? days, string? expected)
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft()
            .Add(Review("opinion", "park-office", "inspection", "approve", "refuse"))
            .Redirect("accepted", "Done", "opinion").Connect("opinion", "approve", "route")
            .Connect("opinion", "refuse", "refused")
            .Set("opinion", "timeLimit", limit is null ? null : Literal(limit))
            .Set("opinion", "workingDays", days is null ? null : Literal(days));

        var faults = await gate.FaultsAsync(draft);

        Assert.Equal(expected is null ? [] : [expected], faults);
    }

    [Fact]
    public async Task Check_FlowUsedAsAStep_IsFollowedWhereItIsUsed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        var inner = JsonNode.Parse(Chart(draft["file"].DeepClone().AsObject()))!.AsObject();
        inner["definitionId"] = "filing";
        inner["name"] = "Filing";
        inner["options"] = new JsonObject { ["usableAsActivity"] = true };
        await gate.ImportAsync(inner.ToJsonString());
        draft.Remove("file").Add(Step("filing", "Filing", ("workflowDefinitionId", "filing")))
            .Connect("approval", "approve", "filing").Connect("filing", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Empty(faults);
    }

    private static string Chart(params JsonObject[] steps) => new JsonObject
    {
        ["definitionId"] = "other",
        ["name"] = "Other",
        ["root"] = new JsonObject
        {
            ["id"] = "chart",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["activities"] = new JsonArray([.. steps]),
            ["connections"] = new JsonArray(),
        },
    }.ToJsonString();
}
