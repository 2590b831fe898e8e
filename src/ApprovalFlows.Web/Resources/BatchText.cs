namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages on which one applies for many workers at once.</summary>
public sealed class BatchText;
