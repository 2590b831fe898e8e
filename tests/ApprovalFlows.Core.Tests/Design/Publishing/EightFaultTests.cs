using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Organisation;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.Core.Tests.Design.Publishing.CertificateDraft;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>The real certificate broken in one way; the sentence names the step.</summary>
public sealed class EightFaultTests
{
    [Fact]
    public async Task Certificate_AsItIs_HasNoErrorAndNoWarning()
    {
        await using var gate = await Gate.OpenAsync();

        var faults = await gate.FaultsAsync(new CertificateDraft());

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Check_PathThatStops_IsNamedInThreeLanguages()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Disconnect("refused", "Done"));

        Assert.Equal(
            "步骤“不予核准”（refused）之后没有下一步，路径在此中断。请连接到下一步或“结束”步骤。", Gate.Say(found, "zh"));
        Assert.Equal(
            "Sau bước “不予核准” (refused) không có bước nào, đường đi dừng ở đó. "
                + "Hãy nối tới bước tiếp theo hoặc bước “Kết thúc”.",
            Gate.Say(found, "vi"));
        Assert.Equal(
            "Nothing follows step “不予核准” (refused): the path stops there. "
                + "Connect it to the next step or to an end.",
            Gate.Say(found));
    }

    [Fact]
    public async Task Check_EndWhileTheCaseIsOpen_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Redirect("approval", "refuse", "closed"));

        Assert.Equal("CaseStaysOpen closed", Gate.Short(found));
        Assert.Contains("“终止” (closed)", Gate.Say(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CircleWithoutWayOut_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Set("issuance", "outcomes", List("again"))
            .Set("issuance", "synonyms", null).Connect("issuance", "again", "wait")
            .Add(Step("wait", "ApprovalFlows.RequestCorrection")).Connect("wait", "Done", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Contains("Circle issuance", faults);
    }

    [Fact]
    public async Task Check_OutcomeWithoutConnection_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Disconnect("re-check", "return")
            .Connect("approval", "return", "re-check-correction"));

        Assert.Equal(
            "Outcome “return” of step “Re-check by the HR bureau” (re-check) is not connected. "
                + "Connect it to the next step.",
            Gate.Say(found));
    }

    [Theory]
    [InlineData("department", "nowhere", "DepartmentUnknown re-check")]
    [InlineData("post", "nobody", "PostUnknown re-check")]
    public async Task Check_UnknownOffice_IsNamed(string input, string value, string expected)
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Set("re-check", input, Literal(value)));

        Assert.Equal(expected, Gate.Short(found));
        Assert.Contains($"“{value}”", Gate.Say(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("locked")]
    [InlineData("future")]
    public async Task Check_OfficeWithNobodyToday_IsNamed(string how)
    {
        await using var gate = await Gate.OpenAsync();
        await gate.ChangeAsync(async db =>
        {
            var held = await db.PostHoldings.SingleAsync(row => row.PostCode == "approval");
            var user = await db.Users.SingleAsync(row => row.Id == held.UserId);
            var leader = await db.PostHoldings.SingleAsync(
                row => row.DepartmentCode == "zone-office" && row.PostCode == "leader");
            leader.To = new DateOnly(2026, 3, 1);
            if (how == "ended") held.To = new DateOnly(2026, 3, 1);
            if (how == "future") held.From = new DateOnly(2026, 3, 3);
            if (how == "locked") user.LockoutEnd = DateTimeOffset.MaxValue;
        });

        var found = await OneAsync(gate, new CertificateDraft());

        Assert.Equal("PostVacant approval", Gate.Short(found));
    }

    [Fact]
    public async Task Check_OwnLimitAboveTheLaw_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Days("window", 6));

        Assert.Equal("DaysAlone window", Gate.Short(found));
        Assert.Contains("gives itself 6 working days; the law allows 5", Gate.Say(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, "DaysTogether approval")]
    public async Task Check_OwnLimitsThatAddUpAboveTheLaw_AreNamed(int last, string? expected)
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Days("initial-review", 6).Days("re-check", 8).Days("approval", last);

        var found = (await gate.CheckAsync(draft)).Where(finding => finding.Severity == Severity.Error).ToList();

        Assert.Equal(expected, found.Select(Gate.Short).SingleOrDefault());
        if (expected is null) return;
        Assert.Contains(
            "21 working days (Initial review by Dongxing 6 + Re-check by the HR bureau 8 + ",
            Gate.Say(found[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ScriptThatDoesNotParse_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Set("answer", "content", Script("toJson({ a: ")));

        Assert.Equal("Script answer", Gate.Short(found));
        Assert.StartsWith("Step “回执” (answer) cannot run: ", Gate.Say(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CertificateBeforeFiling_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Set("approval", "outcomes", List("approve", "return", "refuse", "urgent"))
            .Connect("approval", "urgent", "issuance");

        var found = await OneAsync(gate, draft);

        Assert.Equal("IssuedBeforeFiling issue", Gate.Short(found));
    }

    [Theory]
    [InlineData("approval", "refuse", "file", "FiledBeforeApproval file")]
    [InlineData("accepted", "Done", "file", "FiledBeforeApproval file")]
    [InlineData("initial-review", "approve", "file", "FiledBeforeApproval file")]
    [InlineData("window", "accept", "route", "FiledBeforeAcceptance file")]
    public async Task Check_FilingOutOfTurn_IsNamed(string source, string port, string target, string expected)
    {
        await using var gate = await Gate.OpenAsync();

        var errors = (await gate.CheckAsync(new CertificateDraft().Redirect(source, port, target)))
            .Where(finding => finding.Severity == Severity.Error);

        Assert.Equal(expected, Gate.Short(Assert.Single(errors)));
    }

    [Fact]
    public async Task Check_FilingBeforeTheLastReview_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft().Redirect("re-check", "approve", "file").Redirect("file", "Done", "approval")
            .Redirect("approval", "approve", "issuance");

        var faults = await gate.FaultsAsync(draft);

        Assert.Contains("ReviewAfterFiling approval", faults);
    }

    [Theory]
    [InlineData("areaCode", "FieldMissing receive")]
    [InlineData("enterpriseName", "FieldMissing receive")]
    [InlineData("unifiedSocialCreditCode", "FieldMissing issue")]
    [InlineData("route", "FieldMissing route")]
    [InlineData("periodEnd", "PeriodMissing issue")]
    public async Task FieldTheFlowReads_WhenGone_IsNamed(string field, string expected)
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().WithoutRules().WithoutField(field));

        Assert.Equal(expected, Gate.Short(found));
        Assert.Contains($"“{field}”", Gate.Say(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JavaScript", "getInput('values').wage")]
    [InlineData("JavaScript", "variables.Body.values['wage'] + 1")]
    [InlineData("JavaScript", "const v = getVariable('Body').values;\nreturn v.wage;")]
    [InlineData("JavaScript", "const { wage, beds } = getVariable('Body').values;\nreturn wage + beds;")]
    [InlineData("Liquid", "{{ Variables.Body.values.wage }}")]
    public async Task FieldAScriptReads_WhenGone_IsNamed(string language, string script)
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Set("answer", "content", Script(script, language)));

        Assert.Equal("FieldMissing answer", Gate.Short(found));
        Assert.Contains("“wage”", Gate.Say(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FormThatIsUnsound_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var faults = await gate.FaultsAsync(new CertificateDraft().WithoutField("beds"));

        Assert.All(faults, fault => Assert.Equal("FormProblem receive", fault));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public async Task Check_OfficeOfApplicantsOnly_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        await gate.ChangeAsync(async db =>
        {
            var held = await db.PostHoldings.SingleAsync(row => row.PostCode == "re-check");
            var user = await db.Users.SingleAsync(row => row.Id == held.UserId);
            user.EnterpriseId = (await db.Enterprises.FirstAsync()).Id;
        });

        var found = await OneAsync(gate, new CertificateDraft());

        Assert.Equal("OnlyApplicants re-check", Gate.Short(found));
        Assert.Contains("市人社局复核人员", Gate.Say(found, "zh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TiersWithTheSamePersonOnly_AreNamed()
    {
        await using var gate = await Gate.OpenAsync();
        await gate.ChangeAsync(async db =>
        {
            var zone = await db.PostHoldings.SingleAsync(row => row.PostCode == "approval");
            var hr = await db.PostHoldings.SingleAsync(row => row.PostCode == "re-check");
            db.PostHoldings.Remove(zone);
            db.PostHoldings.Add(new PostHolding
            {
                UserId = hr.UserId,
                DepartmentCode = "zone-office",
                PostCode = "approval",
                From = zone.From,
            });
        });

        var found = await OneAsync(gate, new CertificateDraft());

        Assert.Equal("SamePersons approval", Gate.Short(found));
    }

    private static async Task<Finding> OneAsync(Gate gate, CertificateDraft draft) => Assert.Single(
        await gate.CheckAsync(draft), finding => finding.Severity != Severity.Notice);
}
