namespace ApprovalFlows.Core.Accounts;

public static class Roles
{
    public const string Applicant = "applicant";
    public const string Worker = "worker";
    public const string Reviewer = "reviewer";
    public const string FlowAdmin = "flow-admin";
    public const string Admin = "admin";
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> All { get; } =
        [Applicant, Worker, Reviewer, FlowAdmin, Admin, Auditor];
}
