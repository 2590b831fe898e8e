namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the page about the second factor of one's own account.</summary>
public sealed class SecondFactorText;
