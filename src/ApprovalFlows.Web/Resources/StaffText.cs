namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages about who holds posts, stands in for others, keeps away or hands over.</summary>
public sealed class StaffText;
