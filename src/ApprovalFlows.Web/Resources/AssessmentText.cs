namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the annual assessment.</summary>
public sealed class AssessmentText;
