namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>What to do when an answer has this status.</summary>
public sealed class HttpStatusCodeCase
{
    public int StatusCode { get; set; }
    public IActivity? Activity { get; set; }
}
