using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

/// <summary>A published result: what everybody may read of it, nothing of a person and no way to reach one.</summary>
public sealed record PublishedResult(
    int Year,
    string Enterprise,
    string CreditCode,
    string AreaCode,
    string? ParkCode,
    string Grade,
    decimal Percent,
    DateOnly PublishedOn,
    DateOnly PublicityEnds,
    DateOnly? FinalOn)
{
    public bool IsFinal => FinalOn is not null;
}

/// <summary>The results that are public.</summary>
public sealed class AssessmentList(AppDbContext db, WorkCalendars calendars)
{
    public async Task<Paged<PublishedResult>> ListAsync(
        int? year, string? grade, int page, int pageSize, CancellationToken cancellation = default)
    {
        var found = await (
            from row in db.Assessments.AsNoTracking()
            where row.PublishedOn != null && (year == null || row.Year == year)
                && (grade == null || row.Grade == grade)
            join firm in db.Enterprises on row.EnterpriseId equals firm.Id
            orderby row.Year descending, row.Id
            select new { row, firm.Name, Code = firm.UnifiedSocialCreditCode, firm.AreaCode, firm.ParkCode })
            .ToPageAsync(page, pageSize, cancellation);
        var calendar = calendars["GX"];
        return new Paged<PublishedResult>(
            [
                .. found.Items.Select(item => new PublishedResult(
                    item.row.Year, item.Name, item.Code, item.AreaCode, item.ParkCode, item.row.Grade!,
                    item.row.Percent!.Value, item.row.PublishedOn!.Value,
                    ResultService.PublicityOf(item.row, calendar).DueOn!.Value, item.row.FinalOn)),
            ],
            found.TotalCount, found.Page, found.PageSize);
    }

    /// <summary>The years that have results, the last first.</summary>
    public Task<List<int>> YearsAsync(CancellationToken cancellation = default) =>
        db.AssessmentCycles.OrderByDescending(cycle => cycle.Year).Select(cycle => cycle.Year)
            .ToListAsync(cancellation);
}
