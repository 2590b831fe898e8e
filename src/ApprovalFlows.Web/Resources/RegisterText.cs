namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the registers: workers, enterprises, crossings and rosters.</summary>
public sealed class RegisterText;
