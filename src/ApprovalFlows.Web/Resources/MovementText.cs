namespace ApprovalFlows.Web.Resources;

/// <summary>Words of signing rounds and of the ways to move a task other than by deciding it.</summary>
public sealed class MovementText;
