using ApprovalFlows.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Tests.Authoring;

public sealed class SampleOptionsTests
{
    [Theory]
    [InlineData(
        "Colour",
        """
        {"dropdown":{"selectList":{"items":[
        {"text":"Red","value":"red"},{"text":"Colour","value":"now"}]}},"Refresh":true}
        """)]
    [InlineData(
        "On",
        """{"checklist":{"checkList":{"items":[{"text":"Monday","value":"mon"}],"isFlagsEnum":false}}}""")]
    [InlineData(
        "Size",
        """{"radiolist":{"radioList":{"items":[{"text":"Small","value":"ManualClock"}],"isFlagsEnum":false}}}""")]
    [InlineData(
        "Fixed",
        """
        {"radiolist":{"radioList":{"items":[{"text":"a","value":"a"},{"text":"b","value":"b"}],"isFlagsEnum":false}}}
        """)]
    public async Task UISpecifications_OfAnInput_AreWhatItsHandlersSay(string name, string expected)
    {
        using var scope = new Flow().Host.CreateScope();
        var input = InputOf(scope, name);

        var json = await scope.ServiceProvider.GetRequiredService<UISpecifications>().OfAsync(
            input, "now", TestContext.Current.CancellationToken);

        Assert.Equal(expected.ReplaceLineEndings(""), json.ToJsonString());
    }

    [Fact]
    public void DefaultValue_OfAProvider_IsInTheDescriptor()
    {
        using var scope = new Flow().Host.CreateScope();

        Assert.Equal("favourite Colour", InputOf(scope, "Colour").DefaultValue);
    }

    private static InputDescriptor InputOf(IServiceScope scope, string name) =>
        scope.ServiceProvider.GetRequiredService<ActivityRegistry>().FindLatest("Samples.Choose")!
            .Inputs.Single(input => input.Name == name);
}
