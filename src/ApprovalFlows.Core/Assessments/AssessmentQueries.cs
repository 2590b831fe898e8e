using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

internal static class AssessmentQueries
{
    /// <summary>Those without a case; one that was withdrawn is none.</summary>
    public static IQueryable<Assessment> WithoutReport(this AppDbContext db) => db.Assessments.Where(row =>
        row.CaseId == null || db.Cases.Any(file => file.Id == row.CaseId && file.Status == CaseStatus.Withdrawn));
}
