using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The year of the field is being assessed, with this enterprise among those assessed, its time to report runs,
/// and it has not reported: once per firm and year.
/// </summary>
internal sealed class AssessmentFact : IFactRule
{
    public string Kind => "assessment";

    public bool AtDecision => false;

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (ReportingService.YearOf(input.Values) is not { } year) return;
        var said = CycleService.YearText(year);
        var cycle = await input.Db.AssessmentCycles.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Year == year, cancellation);
        var firm = input.Subject.Employer?.Id;
        var row = await input.Db.Assessments.AsNoTracking()
            .FirstOrDefaultAsync(found => found.Year == year && found.EnterpriseId == firm, cancellation);
        var first = row is null ? null : await input.Db.Cases.AsNoTracking()
            .Where(file => file.Id == row.CaseId && file.Status != CaseStatus.Withdrawn)
            .Select(file => file.Number).FirstOrDefaultAsync(cancellation);
        if (cycle is null) input.Refuse("Fact.NoCycle", said);
        else if (row is null) input.Refuse("Fact.NotAssessed", said);
        else if (first is not null) input.Refuse("Fact.Reported", said, first);
        else if (input.Today > cycle.ReportDue) input.Refuse("Fact.ReportLate", said, cycle.ReportDue);
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}
