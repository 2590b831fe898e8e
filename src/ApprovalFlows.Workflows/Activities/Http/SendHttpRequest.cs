using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Sends a request and runs the activity of the status that comes back.</summary>
[Activity("Elsa", "HTTP", "Sends a request.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
public sealed class SendHttpRequest : HttpRequestActivity
{
    [Input(UIHint = "http-status-codes", Description = "What to do for which status.")]
    public ICollection<HttpStatusCodeCase> ExpectedStatusCodes { get; set; } = [];

    [Port]
    public IActivity? UnmatchedStatusCode { get; set; }

    [Port]
    public IActivity? FailedToConnect { get; set; }

    [Port]
    public IActivity? Timeout { get; set; }

    protected override ValueTask OnStatusAsync(ActivityExecutionContext context, int status)
    {
        var match = ExpectedStatusCodes.FirstOrDefault(item => item.StatusCode == status);
        return context.ScheduleActivityAsync(
            match is null ? UnmatchedStatusCode : match.Activity, OnChildCompletedAsync);
    }

    protected override ValueTask OnErrorAsync(ActivityExecutionContext context, string error) =>
        context.ScheduleActivityAsync(
            error == HttpAnswer.TimedOut ? Timeout : FailedToConnect, OnChildCompletedAsync);

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.CompleteActivityAsync();
}
