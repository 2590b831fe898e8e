namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the history of flows and of the comparison of versions.</summary>
public sealed class HistoryText;
