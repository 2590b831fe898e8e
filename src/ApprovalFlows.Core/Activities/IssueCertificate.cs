using ApprovalFlows.Core.Cases;
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
        var kind = Kind.Get(context);
        var instance = context.WorkflowExecutionContext.Id;
        var months = MonthsValid.Get(context);
        // The employer's certificate takes its holder from the application, all others from the registers.
        var certificate = kind == CertificateKinds.Employer
            ? await context.GetRequiredService<IssuingService>().IssueAsync(
                instance, kind, months, context.CancellationToken)
            : await context.GetRequiredService<PaperIssuance>().IssueAsync(
                instance, kind, months, context.CancellationToken);
        context.Set(Number, certificate.Number);
    }
}
