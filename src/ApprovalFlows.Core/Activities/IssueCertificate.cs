using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Design;

namespace ApprovalFlows.Core.Activities;

/// <summary>Issues the certificate of an approved and filed case.</summary>
[Activity("ApprovalFlows", "Approval", "Issues the certificate of an approved and filed case.",
    DisplayName = "Issue certificate")]
public sealed class IssueCertificate : CodeActivity
{
    [Input(
        Description = "Kind of certificate.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(CertificateChoices))]
    public Input<string> Kind { get; set; } = null!;

    [Input(
        DisplayName = "Months valid",
        Description = "How many months the certificate is valid at most.",
        DefaultValue = 12)]
    public Input<int> MonthsValid { get; set; } = new(12);

    [Output(Description = "The number of the certificate.")]
    public Output<string>? Number { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var certificate = await context.GetRequiredService<IssuingService>().IssueAsync(
            context.WorkflowExecutionContext.Id,
            Kind.Get(context),
            MonthsValid.Get(context),
            context.CancellationToken);
        context.Set(Number, certificate.Number);
    }
}
