namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the inbox at work: filters, groups, batches, phrases and the badge.</summary>
public sealed class InboxText;
