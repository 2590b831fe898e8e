using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Design.Publishing.Paths;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>
/// A certificate only after approval and filing, and nothing out of turn [D§5]: what a case refuses at run
/// time is refused here on every path.
/// </summary>
internal sealed class OrderCheck : IPublishCheck
{
    private const int Received = 1;
    private const int Accepted = 2;
    private const int Approved = 4;
    private const int Filed = 8;
    private const int Closed = 16;

    public IEnumerable<Finding> Run(FlowUnderCheck flow)
    {
        // A flow used as a step of another one is looked at there.
        if (!flow.ConcernsCases || (!flow.OpensCases && flow.Graph.Definition.Options.UsableAsActivity == true))
            yield break;
        int Change(PathPoint point, int facts) => After(flow, point, facts);
        var certain = flow.Paths.Certain(Change);
        var possible = flow.Paths.Possible(Change);
        foreach (var point in flow.Paths.Points.Where(point => point.IsStart && IsOfCases(point.Node.Activity)))
            if (Fault(flow, point, certain[point.Index], possible[point.Index]) is { } code)
                yield return On(point.Node, Severity.Error, code);
    }

    private static string? Fault(FlowUnderCheck flow, PathPoint point, int certain, int possible)
    {
        var step = point.Node.Activity;
        if (step is ReceiveApplication) return (possible & Received) != 0 ? "Gate.ReceivedTwice" : null;
        if (flow.OpensCases && (certain & Received) == 0) return "Gate.BeforeReceipt";
        if ((possible & Closed) != 0) return "Gate.AfterClosing";
        return step switch
        {
            AcceptApplication when (possible & Accepted) != 0 => "Gate.AcceptedTwice",
            ApproveAndFile when (possible & Filed) != 0 => "Gate.FiledTwice",
            ApproveAndFile when (certain & Approved) == 0 => "Gate.FiledBeforeApproval",
            ApproveAndFile when (certain & Accepted) == 0 => "Gate.FiledBeforeAcceptance",
            _ when Concludes(step) && (certain & Filed) == 0 => "Gate.IssuedBeforeFiling",
            RequestCorrection or AcceptApplication when (possible & Filed) != 0 => "Gate.AfterFiling",
            ReviewStep when (possible & Filed) != 0 && flow.ReviewOf(point)!.IsTier => "Gate.ReviewAfterFiling",
            _ => null,
        };
    }

    private static int After(FlowUnderCheck flow, PathPoint point, int facts)
    {
        if (point.IsStart) return facts;
        return point.Node.Activity switch
        {
            ReceiveApplication => facts | Received,
            AcceptApplication or BeginAssessment => facts | Accepted,
            ApproveAndFile => facts | Filed,
            { } step when ClosesCase(step) => facts | Closed,
            RequestCorrection => facts & ~Approved,
            ReviewStep => AfterReview(flow.ReviewOf(point)!, point.Outcome!, facts),
            _ => facts,
        };
    }

    // The last word counts: a refusal behind an approval is no approval.
    private static int AfterReview(ReviewRule rule, string outcome, int facts)
    {
        if (outcome != rule.Favourable) return facts & ~Approved;
        return rule.Decides ? facts | Approved : facts;
    }
}
