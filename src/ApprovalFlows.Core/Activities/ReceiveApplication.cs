using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Checks the application against the form of this flow and opens a case for it.</summary>
[Activity("ApprovalFlows", "Approval", "Checks the application against the flow's form and opens a case.",
    DisplayName = "Receive application")]
public sealed class ReceiveApplication : CodeActivity
{
    [Input(
        DisplayName = "Number prefix",
        Description = "Letters that begin the case numbers of this matter, for instance YG.")]
    public Input<string> NumberPrefix { get; set; } = new("AF");

    [Input(
        DisplayName = "Title (Chinese)",
        Description = "What people read of such a case; blank means the id of the flow.")]
    public Input<string> Title { get; set; } = null!;

    [Output(Description = "The number of the case.")]
    public Output<string>? CaseNumber { get; set; }

    [Output(Description = "The route the application takes, when its form has one.")]
    public Output<string>? Route { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var intake = context.GetRequiredService<IntakeService>();
        var workflow = context.WorkflowExecutionContext;
        var opened = await intake.OpenAsync(
            new IntakeRequest(
                workflow.Id,
                workflow.Workflow.Identity.DefinitionId,
                workflow.Workflow.Identity.Id,
                workflow.Workflow.Identity.Version,
                NumberPrefix.Get(context),
                Title.GetOrDefault(context) ?? workflow.Workflow.Identity.DefinitionId),
            context.CancellationToken);
        workflow.CorrelationId = opened.Case.Number;
        workflow.Name = opened.Case.Number;
        context.Set(CaseNumber, opened.Case.Number);
        context.Set(Route, opened.Route);
    }
}
