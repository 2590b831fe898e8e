using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Comments;

public sealed record CommentView(
    Guid Id,
    string Author,
    LocalText Department,
    string Text,
    DateTimeOffset At,
    string? ToDepartmentCode,
    LocalText? ToDepartment,
    Guid? AnswersId,
    bool MayAnswer);

public sealed record CommentDraft(string? Text, string? ToDepartment, Guid? Answers);

/// <summary>Comments and questions between offices on a case. For officials who may see the case.</summary>
public sealed class CommentService(
    AppDbContext db,
    CaseService cases,
    DepartmentService departments,
    MessageService messages,
    CurrentActor current,
    TimeProvider time)
{
    public const int MaxPerCase = 200;
    public const int MaxTold = 50;

    public async Task<IReadOnlyList<CommentView>> ListAsync(
        string number, CancellationToken cancellation = default)
    {
        var file = await FindAsync(number, cancellation);
        var offices = await db.Departments.AsNoTracking().ToDictionaryAsync(
            office => office.Code,
            office => new LocalText(office.NameZh, office.NameVi, office.NameEn),
            cancellation);
        var rows = await OfCase(file).ToListAsync(cancellation);
        var answered = rows.Select(row => row.AnswersId).ToHashSet();
        return
        [
            .. rows.Select(row => new CommentView(
                row.Id,
                row.AuthorName,
                offices[row.Department],
                row.Text,
                row.At,
                row.ToDepartment,
                row.ToDepartment is { } asked ? offices[asked] : null,
                row.AnswersId,
                row.ToDepartment is { } to && current.Actor.BelongsTo(to) && !answered.Contains(row.Id))),
        ];
    }

    public async Task<CaseComment> AddAsync(
        string number, CommentDraft draft, CancellationToken cancellation = default)
    {
        var file = await FindAsync(number, cancellation);
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyOfficialsComment");
        if (string.IsNullOrWhiteSpace(draft.Text)) throw RuleViolation.Invalid("text", "CommentNeeded");
        if (draft.Text.Length > CaseComment.MaxTextLength)
            throw RuleViolation.Invalid("text", "CommentTooLong", CaseComment.MaxTextLength);
        var earlier = await OfCase(file).ToListAsync(cancellation);
        if (earlier.Count >= MaxPerCase) throw new RuleViolation("TooManyComments", file.Number, MaxPerCase);
        var question = draft.Answers is { } id ? QuestionOf(earlier, id) : null;
        var comment = new CaseComment
        {
            CaseId = file.Id,
            AuthorId = current.Actor.UserId,
            AuthorName = current.Actor.DisplayName,
            Department = question?.ToDepartment ?? await OfficeAsync(file, cancellation),
            Text = draft.Text.Trim(),
            At = time.GetUtcNow(),
            ToDepartment = question is null ? await AskedAsync(draft.ToDepartment, cancellation) : null,
            AnswersId = question?.Id,
        };
        db.CaseComments.Add(comment);
        await TellAsync(file, comment, question, cancellation);
        return comment;
    }

    private CaseComment QuestionOf(List<CaseComment> earlier, Guid id)
    {
        var question = earlier.Find(row => row.Id == id && row.ToDepartment is not null)
            ?? throw RuleViolation.Invalid("answers", "QuestionUnknown");
        if (!current.Actor.BelongsTo(question.ToDepartment!)) throw RuleViolation.Forbidden("OnlyAskedOfficeAnswers");
        if (earlier.Exists(row => row.AnswersId == id)) throw new RuleViolation("QuestionAnswered");
        return question;
    }

    // Somebody with posts in several offices writes for the one that has to do with the case.
    private async Task<string> OfficeAsync(Case file, CancellationToken cancellation)
    {
        var mine = current.Actor.Posts.Select(held => held.Department).Distinct().ToList();
        return await db.ReviewTasks
            .Where(task => task.CaseId == file.Id && mine.Contains(task.DepartmentCode))
            .OrderByDescending(task => task.CreatedAt)
            .Select(task => task.DepartmentCode)
            .FirstOrDefaultAsync(cancellation) ?? mine[0];
    }

    private async Task<string?> AskedAsync(string? code, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(code)) return null;
        try
        {
            return (await departments.ResolveAsync(code, ChinaTime.DateOf(time.GetUtcNow()), cancellation)).Code;
        }
        catch (RuleViolation unknown)
        {
            throw RuleViolation.Invalid("toDepartment", unknown.Sentence.Key, unknown.Sentence.Args);
        }
    }

    private async Task TellAsync(
        Case file, CaseComment comment, CaseComment? question, CancellationToken cancellation)
    {
        if (question is null && comment.ToDepartment is null) return;
        var told = question is not null ? [question.AuthorId] : await StaffAsync(file, comment, cancellation);
        await messages.TellAsync(
            told,
            new MessageDraft
            {
                Kind = question is null ? MessageKind.Question : MessageKind.Answer,
                Key = $"comment-{comment.Id:N}",
                Text = new Sentence(
                    question is null ? "Comment.Question" : "Comment.Answer", comment.AuthorName, file.Number),
                CaseNumber = file.Number,
                Mail = MailTime.Digest,
            },
            cancellation);
    }

    private async Task<List<Guid>> StaffAsync(Case file, CaseComment comment, CancellationToken cancellation)
    {
        var (me, today) = (current.Actor.UserId, ChinaTime.DateOf(time.GetUtcNow()));
        return await db.PostHoldings
            .Where(held => held.DepartmentCode == comment.ToDepartment && held.UserId != me
                && held.UserId != file.ApplicantUserId
                && held.From <= today && (held.To == null || held.To >= today))
            .Select(held => held.UserId)
            .Distinct()
            .OrderBy(user => user)
            .Take(MaxTold)
            .ToListAsync(cancellation);
    }

    private IQueryable<CaseComment> OfCase(Case file) => db.CaseComments.AsNoTracking()
        .Where(row => row.CaseId == file.Id)
        .OrderBy(row => row.Id)
        .Take(MaxPerCase);

    private async Task<Case> FindAsync(string number, CancellationToken cancellation)
    {
        var file = await cases.Visible().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var isOfficial = current.Actor.Posts.Count > 0 || current.Actor.IsIn(Roles.Auditor);
        if (cases.IsOwn(file) || !isOfficial) throw RuleViolation.Forbidden("OnlyOfficialsComment");
        return file;
    }
}
