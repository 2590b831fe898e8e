namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Looks for one kind of fault in a flow before it goes live.</summary>
internal interface IPublishCheck
{
    IEnumerable<Finding> Run(FlowUnderCheck flow);
}
