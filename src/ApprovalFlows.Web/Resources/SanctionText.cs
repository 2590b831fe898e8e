namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages about orders and decisions against firms.</summary>
public sealed class SanctionText;
