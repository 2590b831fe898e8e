namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the page about one's own account.</summary>
public sealed class AccountText;
