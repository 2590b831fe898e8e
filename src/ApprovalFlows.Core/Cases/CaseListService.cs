using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

public sealed record CaseQuery
{
    public CaseStatus? Status { get; init; }
    public string? Flow { get; init; }
    public string? Text { get; init; }
    public bool Mine { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 20;
}

public sealed class CaseListService(AppDbContext db, CaseService cases)
{
    public const int MaxTextLength = 100;

    /// <summary>Cases the person may see, newest first.</summary>
    public Task<Paged<CaseListItem>> ListAsync(CaseQuery query, CancellationToken cancellation = default)
    {
        var found = query.Mine ? cases.Own() : cases.Visible();
        if (query.Status is { } status) found = found.Where(file => file.Status == status);
        if (!string.IsNullOrWhiteSpace(query.Flow)) found = found.Where(file => file.Flow == query.Flow);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var text = query.Text.Trim();
            if (text.Length > MaxTextLength) text = text[..MaxTextLength];
            found = found.Where(file => file.Number.Contains(text) || file.Applicant.Contains(text)
                || db.Certificates.Any(paper => paper.CaseId == file.Id && paper.Number.Contains(text)));
        }

        return Project(found.OrderByDescending(file => file.SubmittedAt).ThenBy(file => file.Id))
            .ToPageAsync(query.Page, query.PageSize, cancellation);
    }

    private IQueryable<CaseListItem> Project(IQueryable<Case> found) =>
        from file in found
        let task = db.ReviewTasks.FirstOrDefault(
            task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
        let office = db.Departments.FirstOrDefault(row => row.Code == task!.DepartmentCode)
        select new CaseListItem(
            file.Number,
            file.Flow,
            file.Title,
            file.Applicant,
            file.Status,
            file.SubmittedAt,
            db.Certificates.Where(row => row.CaseId == file.Id).Select(row => row.Number).FirstOrDefault(),
            task == null ? null : new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
            office == null ? null : new LocalText(office.NameZh, office.NameVi, office.NameEn),
            task == null ? null : task.DueAt);
}
