using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class ApplicantTests(RunningSystem system) : Journey(system)
{
    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Apply_WithAMistakeAndADraft_EndsInAReceipt(Screen screen)
    {
        var applicant = await VisitAsync(screen);
        await applicant.SignsInAsync("employer");
        await applicant.ChoosesMatterAsync();
        await AssertGoodPageAsync(applicant);
        await applicant.FillsFieldsAsync();
        await applicant.FillsTwoPostsAsync();
        await applicant.ChoosesFilesAsync();
        await applicant.SeesFilesAsync();
        await applicant.Field("统一社会信用代码").FillAsync("91450681MA0TEXT129");

        await applicant.ChecksAnswersAsync();
        await applicant.SeesErrorsAsync("统一社会信用代码");
        await AssertGoodPageAsync(applicant);
        await applicant.Field("统一社会信用代码").FillAsync(Applicant.CreditCode);
        await applicant.SavesDraftAsync();
        await applicant.GoesToAsync("我的申请");
        await applicant.ChoosesMatterAsync();
        await applicant.SeesFilesAsync();
        await applicant.ChecksAnswersAsync();
        await applicant.SeesTitle("核对并提交").ToBeVisibleAsync();
        await applicant.Sees("虾类加工").ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
        var number = await applicant.SendsAsync();

        Assert.Matches("^YG-[0-9]{4}-[0-9]{6}$", number);
        await applicant.Sees("窗口受理").ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
        await applicant.GoesToAsync("我的申请");
        await Assertions.Expect(applicant.CaseLink(number)).ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Correct_WhatAnOfficeAskedFor_GoesBackToThatOffice(Screen screen)
    {
        var number = await System.BringsCaseAsync(decisions: 1, Cancellation);
        var reviewer = await VisitAsync(screen);
        await reviewer.SignsInAsync("dongxing");
        await reviewer.OpensTaskAsync(number);
        await reviewer.AsksForAsync("床位数", "床位数与宿舍证明不一致");
        await reviewer.DecidesAsync("退回补正", "请核对住宿材料。");
        var applicant = await VisitAsync(screen);
        await applicant.SignsInAsync(Office.Applicant);

        await applicant.GotoAsync($"/cases/{number}");
        await applicant.Sees("床位数与宿舍证明不一致").ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
        await applicant.StartsCorrectionAsync();
        await AssertGoodPageAsync(applicant);
        await applicant.Field("床位数").FillAsync("40");
        await applicant.PressesAsync("提交补正");

        await applicant.Sees("审核中").ToBeVisibleAsync();
        await reviewer.OpensTaskAsync(number);
        await reviewer.Sees("已修改").ToBeVisibleAsync();
        await AssertGoodPageAsync(reviewer);
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Withdraw_WithAReason_ClosesTheCase(Screen screen)
    {
        var number = await System.BringsCaseAsync(decisions: 0, Cancellation);
        var applicant = await VisitAsync(screen);
        await applicant.SignsInAsync(Office.Applicant);

        await applicant.GotoAsync($"/cases/{number}");
        await applicant.WithdrawsAsync("岗位计划有变");

        await applicant.Sees("已撤回").ToBeVisibleAsync();
        await applicant.Sees("岗位计划有变").ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
    }
}
