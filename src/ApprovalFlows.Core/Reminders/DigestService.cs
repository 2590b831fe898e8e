using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Reminders;

/// <summary>That a person has had the digest of a day; person and day are unique together.</summary>
public sealed class Digest
{
    public required Guid UserId { get; init; }
    public required DateOnly Day { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required int Lines { get; init; }
    public required bool ByMail { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Digest>
    {
        public void Configure(EntityTypeBuilder<Digest> builder)
        {
            builder.ToTable("Digests");
            builder.HasKey(digest => new { digest.UserId, digest.Day });
        }
    }
}

/// <summary>
/// Once a working day everything that is not urgent: the rungs reached since the last one as one
/// message, and with the other news of the day as one mail.
/// </summary>
public sealed class DigestService(
    AppDbContext db, MessageService messages, LetterWriter letters, QuietHours quiet, TimeProvider time)
{
    /// <summary>A mail longer than this is not read; the page has everything.</summary>
    public const int MaxLines = 50;
    public const int MaxRows = 1000;

    public bool IsTimeSomewhere =>
        quiet.Calendars.All.Any(calendar => quiet.IsTimeOfDigest(time.GetUtcNow(), calendar));

    /// <summary>People for whom something waits and who have had no digest today, by their ids.</summary>
    public async Task<List<Guid>> NextAsync(Guid after, int size, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var day = ChinaTime.DateOf(now);
        return await db.Users
            .Where(user => user.Id > after
                && !db.Digests.Any(sent => sent.UserId == user.Id && sent.Day == day)
                && (db.Messages.Any(message => message.UserId == user.Id && message.AwaitsDigest)
                    || db.Reminders.Any(row => row.UserId == user.Id && row.State == ReminderState.Waiting
                        && !row.IsUrgent && row.NotBefore <= now)))
            .OrderBy(user => user.Id)
            .Select(user => user.Id)
            .Take(size)
            .ToListAsync(cancellation);
    }

    /// <summary>Null when it is not the time, or when the person has had one today.</summary>
    public async Task<Digest?> SendAsync(Guid userId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var day = ChinaTime.DateOf(now);
        if (!quiet.IsTimeOfDigest(now, await quiet.CalendarOfAsync(userId, cancellation))) return null;
        if (await db.Digests.AnyAsync(sent => sent.UserId == userId && sent.Day == day, cancellation)) return null;
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellation);
        var lines = await TellRungsAsync(user, now, cancellation);
        var news = await NewsAsync(userId, cancellation);
        if (lines.Count + news.Count == 0) return null;
        var row = user.WantsDigestMail
            ? letters.Write(user, LetterOf(user, day, [.. lines, .. news]), now, now)
            : null;
        if (row is not null) db.Outbox.Add(row);
        var digest = new Digest
        {
            UserId = userId,
            Day = day,
            SentAt = now,
            Lines = lines.Count + news.Count,
            ByMail = row is not null,
        };
        db.Digests.Add(digest);
        return digest;
    }

    private async Task<IReadOnlyList<MessageLine>> TellRungsAsync(
        User user, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await db.Reminders
            .Where(row => row.UserId == user.Id && row.State == ReminderState.Waiting
                && !row.IsUrgent && row.NotBefore <= now)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
            .Take(MaxRows)
            .ToListAsync(cancellation);
        var facts = await new ReminderFacts(db).StillTrueAsync(rows, cancellation);
        if (facts.Count == 0) return [];
        var words = new ReminderWords(quiet.Calendars, time);
        var lines = facts.Select(due => words.Line(due.Row, due.File, due.Task)).ToList();
        var message = await messages.TellAsync(
            user,
            new MessageDraft
            {
                Kind = MessageKind.Digest,
                Key = $"digest-{ChinaTime.DateOf(now):yyyy-MM-dd}",
                Text = new Sentence("Digest.Text", ChinaTime.DateOf(now), lines.Count),
                Lines = lines,
                At = now,
            },
            cancellation);
        foreach (var due in facts) due.Row.Tell(message.Id, now);
        return lines;
    }

    private async Task<IReadOnlyList<MessageLine>> NewsAsync(Guid userId, CancellationToken cancellation)
    {
        var news = await db.Messages
            .Where(message => message.UserId == userId && message.AwaitsDigest)
            .OrderBy(message => message.Id)
            .Take(MaxRows)
            .ToListAsync(cancellation);
        foreach (var message in news) message.NoteDigest();
        return
        [
            .. news.Select(message => new MessageLine(
                SentenceText.Read(message.Text), message.CaseNumber, message.TaskId)
            { Address = message.Address }),
        ];
    }

    private static Letter LetterOf(User user, DateOnly day, IReadOnlyList<MessageLine> lines)
    {
        var shown = lines.Take(MaxLines).ToList();
        if (lines.Count > MaxLines)
            shown.Add(new MessageLine(new Sentence("Digest.More", lines.Count - MaxLines), null, null));
        return new Letter(
            $"digest-{user.Id:N}-{day:yyyyMMdd}",
            MessageKind.Digest,
            new Sentence("Digest.Subject", day, lines.Count),
            shown,
            "/messages");
    }
}
