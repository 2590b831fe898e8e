namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class FrontPageTests(RunningSystem system) : Journey(system)
{
    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task FrontPage_OnEachScreen_ShowsItselfWithoutComplaint(Screen screen)
    {
        var page = await VisitAsync(screen);

        Assert.NotEmpty(await page.TitleAsync());
        await AssertGoodPageAsync(page);
    }
}
