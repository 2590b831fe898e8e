using ApprovalFlows.EndToEndTests.Fuzzing;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>All pages obey their own policy: the browser refuses none of their scripts and styles.</summary>
public sealed class PolicyTests(RunningSystem system) : Journey(system)
{
    private static readonly string[] People = ["employer", "window", "hr", "flow-admin", "admin", "worker", "border"];

    [Fact]
    public async Task Pages_OfEverybody_LoadNothingThatTheirPolicyForbids()
    {
        var left = Operation.ReadPages().Select(page => page.Path)
            .Where(path => !path.Contains('{', StringComparison.Ordinal)).Append("/dev/mail").ToHashSet();
        var all = left.Count;

        foreach (var person in People)
        {
            var page = await VisitAsync(Screen.Desk);
            await page.SignsInAsync(person);
            foreach (var path in left.Order().ToList())
            {
                var answer = await page.Context.APIRequest.GetAsync(path);
                if (!answer.Ok) continue;
                await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
                left.Remove(path);
            }
        }

        Assert.True(all > 30, $"Only {all} pages.");
        Assert.Empty(left);
        AssertNoComplaint();
    }
}
