using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Copies;

public sealed record CopyView(
    Guid Id,
    Guid TaskId,
    string CaseNumber,
    string Title,
    LocalText Step,
    string From,
    string To,
    string? Note,
    DateTimeOffset SentAt,
    DateTimeOffset? ReadAt);

/// <summary>An official whom a case may be shown to.</summary>
public sealed record Colleague(Guid Id, string Name, LocalText Department);

/// <summary>抄送 and 已阅: shows a case to other officials for information, and says who has read it.</summary>
public sealed class CopyService(
    AppDbContext db, CaseService cases, MessageService messages, CurrentActor current, TimeProvider time)
{
    public const int MaxRecipients = 50;

    /// <returns>The new ones; whoever was sent this step before is passed over.</returns>
    public async Task<IReadOnlyList<CaseCopy>> SendAsync(
        Guid taskId, IReadOnlyCollection<Guid> to, string? note, CancellationToken cancellation = default)
    {
        var task = await db.ReviewTasks.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == taskId, cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var file = await cases.Visible().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == task.CaseId, cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        if (cases.IsOwn(file) || !current.Actor.Holds(task.DepartmentCode, task.PostCode))
            throw RuleViolation.Forbidden("OnlyOfficeWithTheTaskCopies");
        if (note?.Length > CaseCopy.MaxNoteLength)
            throw RuleViolation.Invalid("note", "NoteTooLong", CaseCopy.MaxNoteLength);
        if (to.Count is 0 or > MaxRecipients) throw RuleViolation.Invalid("to", "CopiesToNobody", MaxRecipients);
        var people = await OfficialsAsync(file, to, cancellation);
        var known = await db.CaseCopies
            .Where(copy => copy.TaskId == taskId).Select(copy => copy.ToId).ToListAsync(cancellation);
        var copies = people.Where(user => !known.Contains(user.Id))
            .Select(user => CopyOf(task, user, note)).ToList();
        db.CaseCopies.AddRange(copies);
        foreach (var copy in copies) await TellAsync(file, task, copy, cancellation);
        return copies;
    }

    /// <summary>What others have shown to me.</summary>
    public async Task<Paged<CopyView>> ListAsync(
        bool unreadOnly, int page, int pageSize, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        return await Views(db.CaseCopies
                .Where(copy => copy.ToId == me && (!unreadOnly || copy.ReadAt == null))
                .OrderByDescending(copy => copy.Id))
            .ToPageAsync(page, pageSize, cancellation);
    }

    /// <summary>How many I have not read, up to what a tab shows.</summary>
    public Task<int> CountUnreadAsync(CancellationToken cancellation = default) => db.CaseCopies
        .Where(copy => copy.ToId == current.Actor.UserId && copy.ReadAt == null)
        .Take(InboxLimits.MaxCount).CountAsync(cancellation);

    /// <summary>To whom this case was shown, and who has read it.</summary>
    public async Task<IReadOnlyList<CopyView>> OfCaseAsync(Guid caseId, CancellationToken cancellation = default) =>
        await Views(db.CaseCopies.Where(copy => copy.CaseId == caseId).OrderBy(copy => copy.Id))
            .ToListAsync(cancellation);

    public async Task<CaseCopy> ReadAsync(Guid id, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var copy = await db.CaseCopies.FirstOrDefaultAsync(row => row.Id == id && row.ToId == me, cancellation)
            ?? throw RuleViolation.NotFound("CopyUnknown");
        copy.Read(time.GetUtcNow());
        return copy;
    }

    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(CancellationToken cancellation = default)
    {
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyOfficialsCopy");
        var (me, today) = (current.Actor.UserId, ChinaTime.DateOf(time.GetUtcNow()));
        var rows = await (
            from held in db.PostHoldings
            where held.UserId != me && held.From <= today && (held.To == null || held.To >= today)
            join user in db.Users on held.UserId equals user.Id
            join office in db.Departments on held.DepartmentCode equals office.Code
            orderby office.Code, user.DisplayName
            select new Colleague(
                user.Id, user.DisplayName, new LocalText(office.NameZh, office.NameVi, office.NameEn)))
            .ToListAsync(cancellation);
        return [.. rows.DistinctBy(row => row.Id)];
    }

    // The applicant reads the case as the applicant, never with what offices write to each other.
    private async Task<List<User>> OfficialsAsync(
        Case file, IReadOnlyCollection<Guid> to, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var found = await db.Users.AsNoTracking()
            .Where(user => to.Contains(user.Id) && user.Id != file.ApplicantUserId
                && (file.EnterpriseId == null || user.EnterpriseId != file.EnterpriseId)
                && db.PostHoldings.Any(held => held.UserId == user.Id
                    && held.From <= today && (held.To == null || held.To >= today)))
            .ToListAsync(cancellation);
        return found.Count == to.Distinct().Count() ? found : throw RuleViolation.Invalid("to", "CopiesToOfficials");
    }

    private CaseCopy CopyOf(ReviewTask task, User to, string? note) => new()
    {
        CaseId = task.CaseId,
        TaskId = task.Id,
        ById = current.Actor.UserId,
        ByName = current.Actor.DisplayName,
        ToId = to.Id,
        ToName = to.DisplayName,
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        SentAt = time.GetUtcNow(),
    };

    private Task TellAsync(Case file, ReviewTask task, CaseCopy copy, CancellationToken cancellation) =>
        messages.TellAsync(
            [copy.ToId],
            new MessageDraft
            {
                Kind = MessageKind.Copy,
                Key = $"copy-{copy.Id:N}",
                Text = new Sentence(
                    "Copy.Text", copy.ByName, file.Number,
                    new LocalText(task.TitleZh, task.TitleVi, task.TitleEn)),
                Lines = MessageLine.Note(copy.Note),
                CaseNumber = file.Number,
                Mail = MailTime.Digest,
            },
            cancellation);

    private IQueryable<CopyView> Views(IQueryable<CaseCopy> copies) =>
        from copy in copies.AsNoTracking()
        join task in db.ReviewTasks on copy.TaskId equals task.Id
        join file in db.Cases on copy.CaseId equals file.Id
        select new CopyView(
            copy.Id,
            copy.TaskId,
            file.Number,
            file.Title,
            new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
            copy.ByName,
            copy.ToName,
            copy.Note,
            copy.SentAt,
            copy.ReadAt);
}
