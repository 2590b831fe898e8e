using System.Globalization;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Sends a request and completes with the status that comes back.</summary>
[Activity("Elsa", "HTTP", "Sends a request.", DisplayName = "HTTP Request (flow)", Kind = ActivityKind.Task)]
public sealed class FlowSendHttpRequest : HttpRequestActivity
{
    [Input(
        DefaultValue = new[] { 200 },
        Order = 5.1f,
        UIHint = UIHints.InputUIHints.MultiText,
        Description = "Statuses that have an outcome.")]
    public Input<ICollection<int>> ExpectedStatusCodes { get; set; } = new([200]);

    // Elsa: FlowSendHttpRequest.cs — the status or "Unmatched status code", then always Done.
    protected override ValueTask OnStatusAsync(ActivityExecutionContext context, int status)
    {
        var expected = context.Get(ExpectedStatusCodes) ?? [];
        if (expected.Count == 0)
            return context.CompleteActivityWithOutcomesAsync("Done");
        var outcome = expected.Contains(status)
            ? status.ToString(CultureInfo.InvariantCulture)
            : "Unmatched status code";
        return context.CompleteActivityWithOutcomesAsync(outcome, "Done");
    }

    protected override ValueTask OnErrorAsync(ActivityExecutionContext context, string error) =>
        context.CompleteActivityWithOutcomesAsync(
            error == HttpAnswer.TimedOut ? "Timeout" : "Failed to connect");
}
