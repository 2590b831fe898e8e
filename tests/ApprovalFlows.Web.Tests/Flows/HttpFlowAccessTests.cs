using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.Web.Tests.Flows;

public sealed class HttpFlowAccessTests : IAsyncDisposable
{
    private readonly FlowHost host = new(TestDatabase.AsConfigured);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData(null, "employer", 200)]
    [InlineData("FlowAdmin", "employer", 401)]
    [InlineData("FlowAdmin", "flow-admin", 200)]
    [InlineData("NobodyDefinedThis", "flow-admin", 401)]
    public async Task Endpoint_ThatAsksWhoCalls_LetsInWhomItsPolicyAllows(string? policy, string? user, int status)
    {
        await host.PublishAsync(new FlowDraft("guarded")
            .Starts("guarded", "POST", Guard(policy))
            .Answers(Literal("in")));

        using var answer = await host.PostAsync("/workflows/guarded", "{}", user: user);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
    }

    [Fact]
    public async Task Endpoint_InTheMiddleOfAFlow_AsksWhoCallsToo()
    {
        await host.PublishAsync(new FlowDraft("half")
            .Starts("half", "POST")
            .Waits("half/go", "POST", Guard("FlowAdmin"))
            .Answers(Literal("went")));
        using var started = await host.PostAsync("/workflows/half", "");

        using var stranger = await host.PostAsync("/workflows/half/go", "");
        using var admin = await host.PostAsync("/workflows/half/go", "{}", user: "flow-admin");

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("went", await admin.TextAsync());
    }

    [Fact]
    public async Task Token_OfTheCaller_IsNotShownToTheFlow()
    {
        await host.PublishAsync(new FlowDraft("curious").Variable("H")
            .Starts("curious", "POST").Keeps("H", "headers")
            .Answers(Script("'' + getH().Authorization")));

        using var signedIn = await host.PostAsync("/workflows/curious", "{}", user: "employer");

        Assert.Equal("undefined", await signedIn.TextAsync());
    }

    [Fact]
    public async Task Application_OfAnonymousCaller_IsRefused()
    {
        using var answer = await host.PostAsync("/workflows/employer-certificate", """{"values":{}}""");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static (string, JsonNode)[] Guard(string? policy) => policy is null
        ? [("authorize", Literal(true, "Boolean"))]
        : [("authorize", Literal(true, "Boolean")), ("policy", Literal(policy, "String"))];
}
