namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the page from which a flow goes live.</summary>
public sealed class PublishText;
