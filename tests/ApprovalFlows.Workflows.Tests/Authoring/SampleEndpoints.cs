using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>An endpoint of its own; the engine gives it the request as data.</summary>
[Activity("Samples", "Samples")]
public sealed class OrdersEndpoint : HttpEndpointBase<string>
{
    protected override HttpEndpointOptions GetOptions() => new() { Path = "orders/{id}", Methods = ["POST"] };

    protected override void OnHttpRequestReceived(ActivityExecutionContext context, HttpRequestData request) =>
        context.Set(Result, $"{request.Method} {request.RouteValues["id"]}");
}

/// <summary>Waits for a request in the middle of a flow.</summary>
[Activity("Samples", "Samples")]
public sealed class WaitForCallback : Activity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.WaitForHttpRequestAsync("callback", "GET", OnCalledAsync);

    private async ValueTask OnCalledAsync(ActivityExecutionContext context) => await context.CompleteActivityAsync();
}
