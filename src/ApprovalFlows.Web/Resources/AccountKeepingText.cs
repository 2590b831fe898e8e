namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages on which administrators make accounts and look after them.</summary>
public sealed class AccountKeepingText;
