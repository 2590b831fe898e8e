using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Records approval and filing (核准、备案) and gives the filing number.</summary>
[Activity("ApprovalFlows", "Approval", "Records approval and filing and gives the filing number.",
    DisplayName = "Approve and file")]
public sealed class ApproveAndFile : CodeActivity
{
    [Input(
        DisplayName = "Issuer code",
        Description = "Short name of the issuing office that begins the filing number.")]
    public Input<string> IssuerCode { get; set; } = null!;

    [Output(Description = "The filing number.")]
    public Output<string>? FilingNumber { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var number = await context.GetRequiredService<FilingService>().FileAsync(
            context.WorkflowExecutionContext.Id, IssuerCode.Get(context), context.CancellationToken);
        context.Set(FilingNumber, number);
    }
}
