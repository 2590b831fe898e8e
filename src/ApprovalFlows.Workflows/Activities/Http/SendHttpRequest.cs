using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Sends a request and runs the activity of the status that comes back.</summary>
[Activity("Elsa", "HTTP", "Sends a request.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
public sealed class SendHttpRequest : Activity
{
    [Input(UIHint = "http-status-codes", Description = "What to do for which status.")]
    public ICollection<HttpStatusCodeCase> ExpectedStatusCodes { get; set; } = [];
}
