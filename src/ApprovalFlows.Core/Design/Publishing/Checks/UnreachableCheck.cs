using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Steps that no run ever comes to.</summary>
internal sealed class UnreachableCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) =>
        flow.ConcernsCases
            ? flow.Graph.Nodes
                .Where(node => !flow.Paths.Reaches(node)
                    && (node.Parent is null || flow.Paths.Reaches(node.Parent)))
                .Select(node => On(node, Severity.Warning, "Gate.Unreachable"))
            : [];
}
