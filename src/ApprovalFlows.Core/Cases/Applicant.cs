using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases;

/// <summary>In whose name an application comes: an enterprise, or a worker for himself.</summary>
public sealed record Applicant(Enterprise? Enterprise, Worker? Worker)
{
    public bool IsAgency => Enterprise?.Kind == EnterpriseKinds.LabourAgency;
}

/// <summary>The worker that a form names, and the enterprise that employs that worker.</summary>
public sealed record CaseSubject(Worker? Worker, Enterprise? Employer);
