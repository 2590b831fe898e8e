namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages of jobs, of papers that end and of clues.</summary>
public sealed class WatcherText;
