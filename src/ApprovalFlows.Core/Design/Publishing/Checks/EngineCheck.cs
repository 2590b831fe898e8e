using ApprovalFlows.Workflows.Definitions;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>What the engine itself refuses: scripts that do not parse, unknown types, paths in use.</summary>
internal sealed class EngineCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) =>
        from error in flow.EngineErrors
        let node = error.ActivityId is { } id ? flow.Graph.FindNodeByActivityId(id) : null
        select node is null
            ? Of(error)
            : On(node, Severity.Error, "Gate.Script", error.Message);

    public static Finding Of(ValidationError error) =>
        new(Severity.Error, "Gate.Flow", error.ActivityId, error.Message);
}
