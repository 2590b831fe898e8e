namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the desks: of the one-stop window and other offices, and of an enterprise.</summary>
public sealed class DeskText;
