using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class NoScriptTests(RunningSystem system) : Journey(system)
{
    [Fact]
    public async Task ApplyAndReview_WithoutScripts_Work()
    {
        var applicant = await VisitAsync(Screen.Desk, new Visit { HasScript = false });
        await applicant.SignsInAsync("agency");
        await applicant.ChoosesMatterAsync();
        await applicant.FillsFieldsAsync();
        await applicant.FillsTwoPostsAsync();
        await applicant.ChoosesFilesAsync();
        await applicant.ChecksAnswersAsync();
        await applicant.SeesTitle("核对并提交").ToBeVisibleAsync();
        var number = await applicant.SendsAsync();
        var window = await VisitAsync(Screen.Desk, new Visit { HasScript = false });
        await window.SignsInAsync("window");

        await window.OpensTaskAsync(number);
        await window.DecidesAsync("受理", "材料齐全。");

        await applicant.GotoAsync($"/cases/{number}");
        await applicant.Sees("审核中").ToBeVisibleAsync();
        await Assertions.Expect(applicant.GetByRole(AriaRole.Main).GetByText("东兴市人民政府初审").First).ToBeVisibleAsync();
    }
}
