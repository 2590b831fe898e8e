namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Steps that are gone while cases of earlier versions stand on them.</summary>
internal sealed class OccupiedCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) =>
        from step in flow.Occupied
        where flow.Reviews.All(rule => rule.Id != step.StepId)
        select new Finding(Severity.Notice, "Gate.StepRemoved", step.StepId, step.Name, step.StepId, step.Cases);
}
