using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.TestSupport;

public sealed class TestApplicationTests
{
    [Fact]
    public async Task CreateClient_OfAFreshApplication_ReachesTheProgram()
    {
        await using var application = new TestApplication();
        using var client = application.CreateClient();

        using var answer = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
