using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Messages;

/// <summary>When a mail follows the message.</summary>
public enum MailTime
{
    Never,

    /// <summary>As a line of the next digest.</summary>
    Digest,

    /// <summary>At once, in quiet hours when they end.</summary>
    AtOnce,
}

/// <summary>What is told to several people.</summary>
public sealed record MessageDraft
{
    public required MessageKind Kind { get; init; }
    public required string Key { get; init; }
    public required Sentence Text { get; init; }
    public string? CaseNumber { get; init; }

    /// <summary>Leads those to the task who may open it; the applicant reads the case.</summary>
    public Guid? TaskId { get; init; }
    public string? Address { get; init; }
    public IReadOnlyList<MessageLine>? Lines { get; init; }
    public MailTime Mail { get; init; }

    /// <summary>The moment the sender judged by; the clock may have moved on since.</summary>
    public DateTimeOffset? At { get; init; }
}

public sealed record MessageView(
    Guid Id,
    MessageKind Kind,
    Sentence Text,
    IReadOnlyList<MessageLine> Lines,
    string? CaseNumber,
    Guid? TaskId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt)
{
    public string? Address { get; init; }
}

/// <summary>Messages inside the program: telling people, and what one person has been told.</summary>
public sealed class MessageService(
    AppDbContext db,
    LetterWriter letters,
    QuietHours quiet,
    WriteTransaction transaction,
    CurrentActor current,
    TimeProvider time)
{
    public async Task TellAsync(
        IReadOnlyCollection<Guid> people, MessageDraft draft, CancellationToken cancellation = default)
    {
        var users = await db.Users.AsNoTracking()
            .Where(user => people.Contains(user.Id)).ToListAsync(cancellation);
        foreach (var user in users) await TellAsync(user, draft, cancellation);
    }

    public async Task<Message> TellAsync(
        User user, MessageDraft draft, CancellationToken cancellation = default)
    {
        var now = draft.At ?? time.GetUtcNow();
        var message = new Message
        {
            UserId = user.Id,
            Kind = draft.Kind,
            Key = draft.Key,
            Text = SentenceText.Write(draft.Text),
            Lines = draft.Lines is null ? null : SentenceText.WriteLines(draft.Lines),
            CaseNumber = draft.CaseNumber,
            TaskId = draft.TaskId,
            Address = draft.Address,
            CreatedAt = now,
        };
        db.Messages.Add(message);
        if (draft.Mail == MailTime.Digest && LetterWriter.IsReachable(user) && user.WantsDigestMail)
            message.AwaitDigest();
        if (draft.Mail == MailTime.AtOnce)
        {
            var letter = LetterOf(message, draft);
            var opening = await quiet.OpeningAsync(user.Id, now, cancellation);
            if (letters.Write(user, letter, now, opening) is { } mail) db.Outbox.Add(mail);
            if (letters.WriteText(user, letter, now, opening) is { } text) db.Outbox.Add(text);
        }

        return message;
    }

    private static Letter LetterOf(Message message, MessageDraft draft) => new(
        $"message-{message.Id:N}",
        draft.Kind,
        draft.CaseNumber is { } number
            ? new Sentence("Letter.Subject", number, KindName(draft.Kind))
            : new Sentence("Letter.SubjectOfKind", KindName(draft.Kind)),
        [new MessageLine(draft.Text, draft.CaseNumber, draft.TaskId) { Address = draft.Address }],
        "/messages");

    public async Task<Paged<MessageView>> ListAsync(
        bool unreadOnly, int page, int pageSize, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var found = await db.Messages.AsNoTracking()
            .Where(message => message.UserId == me && (!unreadOnly || message.ReadAt == null))
            .OrderByDescending(message => message.Id)
            .ToPageAsync(page, pageSize, cancellation);
        return new Paged<MessageView>([.. found.Items.Select(Of)], found.TotalCount, found.Page, found.PageSize);
    }

    public Task<int> CountUnreadAsync(CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        return db.Messages.CountAsync(message => message.UserId == me && message.ReadAt == null, cancellation);
    }

    /// <summary>Of several people together; who has none is not named.</summary>
    public Task<Dictionary<Guid, int>> CountUnreadAsync(
        IReadOnlyCollection<Guid> people, CancellationToken cancellation = default) =>
        db.Messages
            .Where(message => people.Contains(message.UserId) && message.ReadAt == null)
            .GroupBy(message => message.UserId)
            .ToDictionaryAsync(theirs => theirs.Key, theirs => theirs.Count(), cancellation);

    public async Task<MessageView> ReadAsync(Guid id, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        var message = await db.Messages.FirstOrDefaultAsync(
            row => row.Id == id && row.UserId == me, cancellation)
            ?? throw RuleViolation.NotFound("MessageUnknown");
        message.Read(time.GetUtcNow());
        return Of(message);
    }

    public async Task<int> ReadAllAsync(CancellationToken cancellation = default)
    {
        var (me, now) = (current.Actor.UserId, time.GetUtcNow());
        await transaction.BeginAsync(cancellation);
        return await db.Messages
            .Where(message => message.UserId == me && message.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.ReadAt, now), cancellation);
    }

    public static Sentence KindName(MessageKind kind) => new("MessageKind." + kind);

    private static MessageView Of(Message message) => new(
        message.Id,
        message.Kind,
        SentenceText.Read(message.Text),
        SentenceText.ReadLines(message.Lines),
        message.CaseNumber,
        message.TaskId,
        message.CreatedAt,
        message.ReadAt)
    { Address = message.Address };
}
