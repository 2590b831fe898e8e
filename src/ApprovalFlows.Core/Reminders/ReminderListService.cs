using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Reminders;

public sealed record ReminderView(
    Guid Id,
    string CaseNumber,
    LocalText? Step,
    string Rung,
    int Version,
    string Person,
    RungRecipient Recipient,
    DateTimeOffset DueAt,
    DateTimeOffset ReachedAt,
    ReminderState State,
    bool IsLate,
    DateTimeOffset? ToldAt);

/// <summary>What was told to whom, for administrators and auditors.</summary>
public sealed class ReminderListService(AppDbContext db)
{
    /// <param name="number">Of one case, or of all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Rows of a page.</param>
    /// <param name="cancellation">Ends the question.</param>
    public Task<Paged<ReminderView>> ListAsync(
        string? number, int page, int pageSize, CancellationToken cancellation = default)
    {
        var wanted = number?.Trim();
        var rows = from row in db.Reminders.AsNoTracking()
                   join file in db.Cases on row.CaseId equals file.Id
                   where string.IsNullOrEmpty(wanted) || file.Number == wanted
                   join user in db.Users on row.UserId equals user.Id
                   join found in db.ReviewTasks on row.SubjectId equals found.Id into steps
                   from task in steps.DefaultIfEmpty()
                   orderby row.Id descending
                   select new ReminderView(
                       row.Id,
                       file.Number,
                       task == null ? null : new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
                       row.Rung,
                       row.Version,
                       user.DisplayName,
                       row.Recipient,
                       row.DueAt,
                       row.ReachedAt,
                       row.State,
                       row.IsLate,
                       row.ToldAt);
        return rows.ToPageAsync(page, pageSize, cancellation);
    }
}
