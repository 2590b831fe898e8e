using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.DueDates;

/// <summary>One line of "dates that moved", for the person who is told.</summary>
public sealed record DateNoticeView(
    Guid Id,
    string CaseNumber,
    LocalText Step,
    DateTimeOffset? Before,
    DateTimeOffset? After,
    DateTimeOffset At,
    DateCause Cause,
    string? Source,
    bool IsRead);

/// <summary>
/// Tells those whose date moved: whoever has the task, or may take it, and the applicant. In the
/// program, and by mail where an address is known; each person once per move.
/// </summary>
public sealed class DateNoticeService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxShown = 100;

    internal async Task TellAsync(
        Case file, ReviewTask task, DateMove move, Actor by, CancellationToken cancellation)
    {
        var people = await ConcernedAsync(file, task, cancellation);
        foreach (var user in people.Where(person => person.Id != by.UserId))
        {
            var notice = new DateNotice { UserId = user.Id, MoveId = move.Id, CreatedAt = move.At };
            db.DateNotices.Add(notice);
            if (string.IsNullOrWhiteSpace(user.Email)) continue;
            var mail = Mail(user, file, task, move);
            db.Outbox.Add(OutboxRow.Of(new OutboxMessage(
                $"moved-{notice.Id:N}", OutboxWork.MailKind, file.InstanceId, "", mail, move.At)));
        }
    }

    public async Task<IReadOnlyList<DateNoticeView>> ListAsync(
        bool unreadOnly, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        return await (
            from notice in db.DateNotices.AsNoTracking()
            where notice.UserId == me && (!unreadOnly || notice.ReadAt == null)
            join move in db.DateMoves on notice.MoveId equals move.Id
            join task in db.ReviewTasks on move.TaskId equals task.Id
            join file in db.Cases on move.CaseId equals file.Id
            orderby notice.Id descending
            select new DateNoticeView(
                notice.Id,
                file.Number,
                new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
                move.Before,
                move.After,
                move.At,
                move.Cause,
                move.Source,
                notice.ReadAt != null))
            .Take(MaxShown)
            .ToListAsync(cancellation);
    }

    public Task<int> CountUnreadAsync(CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        return db.DateNotices.CountAsync(notice => notice.UserId == me && notice.ReadAt == null, cancellation);
    }

    public async Task ReadAllAsync(CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var unread = await db.DateNotices
            .Where(notice => notice.UserId == me && notice.ReadAt == null)
            .OrderByDescending(notice => notice.Id)
            .Take(MaxShown)
            .ToListAsync(cancellation);
        foreach (var notice in unread) notice.ReadAt = time.GetUtcNow();
    }

    private async Task<List<User>> ConcernedAsync(Case file, ReviewTask task, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var people = task.AssigneeId is { } assignee
            ? [assignee]
            : await db.PostHoldings
                .Where(held => held.DepartmentCode == task.DepartmentCode && held.PostCode == task.PostCode
                    && held.From <= today && (held.To == null || held.To >= today))
                .Select(held => held.UserId)
                .ToListAsync(cancellation);
        people.Add(file.ApplicantUserId);
        return await db.Users.AsNoTracking()
            .Where(user => people.Contains(user.Id)).ToListAsync(cancellation);
    }

    private static string Mail(User user, Case file, ReviewTask task, DateMove move)
    {
        var culture = TextResources.Languages.FirstOrDefault(known =>
            known.TwoLetterISOLanguageName == user.Language.Split('-')[0]) ?? TextResources.Chinese;
        var step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        var cause = CauseOf(move.Cause, move.Source);
        var text = new Sentence(
            "DateNotice.Text", file.Number, step, Day(move.Before), Day(move.After), cause).In(culture);
        return new JsonObject
        {
            ["From"] = "",
            ["To"] = new JsonArray(JsonValue.Create(user.Email)),
            ["Cc"] = new JsonArray(),
            ["Bcc"] = new JsonArray(),
            ["Subject"] = new Sentence("DateNotice.Subject", file.Number).In(culture),
            ["Body"] = $"<p>{WebUtility.HtmlEncode(text)}</p>",
        }.ToJsonString();
    }

    private static object Day(DateTimeOffset? due) =>
        due is { } end ? ChinaTime.DateOf(end) : new Sentence("DateNotice.NoDate");

    public static Sentence CauseOf(DateCause cause, string? source) => cause switch
    {
        DateCause.Notice => new Sentence("DateCause.Notice", source ?? ""),
        DateCause.Extension => new Sentence("DateCause.Extension", source ?? ""),
        DateCause.Suspension => new Sentence("DateCause.Suspension", source ?? ""),
        _ => new Sentence("DateCause.Resumption", source ?? ""),
    };
}
