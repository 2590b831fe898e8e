using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Workflows.Graph;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>The form is sound and still has what the steps of the flow read from it.</summary>
internal sealed class FormCheck : IPublishCheck
{
    private const string Area = "areaCode";

    public IEnumerable<Finding> Run(FlowUnderCheck flow)
    {
        var receipts = flow.Graph.Nodes.Where(node => node.Activity is ReceiveApplication).ToList();
        foreach (var problem in flow.FormProblems)
            yield return receipts.Count == 0
                ? new Finding(Severity.Error, "Gate.FormOfFlow", null, problem)
                : On(receipts[0], Severity.Error, "Gate.FormProblem", problem);
        if (flow.FormProblems.Count > 0) yield break;
        if (flow.Form is not { } form)
        {
            foreach (var receipt in receipts) yield return On(receipt, Severity.Error, "Gate.FormMissing");
            yield break;
        }

        foreach (var node in flow.Graph.Nodes.Where(flow.Paths.Reaches))
            foreach (var finding in Missing(flow, form, node))
                yield return finding;
    }

    private static IEnumerable<Finding> Missing(FlowUnderCheck flow, FormDefinition form, ActivityNode node)
    {
        foreach (var field in NeededBy(node.Activity, form).Concat(FormReads.Of(node, flow.Graph)).Distinct())
            if (form.FindField(field) is not { } found)
                yield return On(node, Severity.Error, "Gate.FieldMissing", field);
            else if (field == Area && !found.Required && node.Activity is ReceiveApplication)
                yield return On(node, Severity.Error, "Gate.FieldOptional", field);
        if (node.Activity is IssueCertificate && NamesHolder(form) && form.FindField("periodEnd") is null)
            yield return On(node, Severity.Warning, "Gate.PeriodMissing", "periodEnd");
    }

    // Where the registers know the holder, nobody has to write the name and the code once more; an employer's
    // certificate takes both from the application.
    private static bool NamesHolder(FormDefinition form) => form.Facts is null
        || form.Facts.Any(fact => fact.Kind == Matter.Fact && fact.Paper == CertificateKinds.Employer);

    // IntakeService and IssuingService read these by name.
    private static IEnumerable<string> NeededBy(Workflows.IActivity step, FormDefinition form) => step switch
    {
        ReceiveApplication when form.Opener is not null => [FormOpener.EnterpriseField],
        ReceiveApplication => NamesHolder(form) ? ["enterpriseName", Area] : [Area],
        IssueCertificate => NamesHolder(form) ? ["unifiedSocialCreditCode"] : [],
        _ => [],
    };
}
