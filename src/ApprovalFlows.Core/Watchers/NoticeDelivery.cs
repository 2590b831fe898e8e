using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>Tells a party all that a watcher found for it as one message.</summary>
public sealed class NoticeDelivery(AppDbContext db, MessageService messages, TimeProvider time)
{
    /// <summary>More lines than this are not read; the page has everything.</summary>
    public const int MaxLines = 50;
    public const int MaxRows = 500;

    /// <summary>Some for whom something waits.</summary>
    public Task<List<string>> NextAsync(
        string watcher, int size, CancellationToken cancellation = default) =>
        db.PaperNotices
            .Where(row => row.State == NoticeState.Waiting && row.Watcher == watcher)
            .Select(row => row.Party).Distinct().OrderBy(party => party)
            .Take(size).ToListAsync(cancellation);

    /// <summary>As many as one message says; fewer than the limit when that was all.</summary>
    public async Task<WatchTally> TellAsync(
        string watcher, string party, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var rows = await db.PaperNotices
            .Where(row => row.State == NoticeState.Waiting && row.Party == party && row.Watcher == watcher)
            .OrderBy(row => row.Id).Take(MaxRows).ToListAsync(cancellation);
        if (rows.Count == 0) return new WatchTally();
        var people = await PeopleAsync(Party.Parse(party), ChinaTime.DateOf(now), cancellation);
        if (people.Count > 0)
        {
            var draft = DraftOf(rows);
            foreach (var user in people) await messages.TellAsync(user, draft, cancellation);
        }

        foreach (var row in rows)
        {
            row.State = people.Count > 0 ? NoticeState.Told : NoticeState.Nobody;
            row.ToldAt = now;
        }

        return people.Count > 0
            ? new WatchTally { Told = rows.Count }
            : new WatchTally { Nobody = rows.Count };
    }

    private async Task<List<User>> PeopleAsync(Party party, DateOnly today, CancellationToken cancellation)
    {
        var users = db.Users.AsNoTracking();
        if (party.Worker is { } worker)
            return await users.Where(user => user.WorkerId == worker).ToListAsync(cancellation);
        if (party.Firm is { } firm)
        {
            return await users.Where(user => user.EnterpriseId == firm && user.WorkerId == null)
                .ToListAsync(cancellation);
        }

        if (party.Post == Party.Administrators)
        {
            return await users
                .Where(user => db.UserRoles.Any(link => link.UserId == user.Id
                    && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Admin)))
                .ToListAsync(cancellation);
        }

        var (office, post) = (party.Post!.Split('/')[0], party.Post.Split('/')[1]);
        return await users
            .Where(user => db.PostHoldings.Any(held => held.UserId == user.Id
                && held.DepartmentCode == office && held.PostCode == post
                && held.From <= today && (held.To == null || held.To >= today)))
            .ToListAsync(cancellation);
    }

    private static MessageDraft DraftOf(List<PaperNotice> rows)
    {
        var isOne = rows.Count == 1;
        var lines = rows.OrderByDescending(row => row.IsUrgent).Take(MaxLines)
            .Select(row => new MessageLine(SentenceText.Read(row.Text), null, null) { Address = row.Address })
            .ToList();
        if (rows.Count > MaxLines)
            lines.Add(new MessageLine(new Sentence("Watch.More", rows.Count - MaxLines), null, null));
        return new MessageDraft
        {
            Kind = MessageKind.Paper,
            Key = $"papers-{rows[0].Id:N}",
            Text = isOne ? lines[0].Text : new Sentence("Watch.Many", rows.Count),
            Address = isOne ? rows[0].Address : "/ending",
            Lines = isOne ? null : lines,
            Mail = rows.Exists(row => row.IsUrgent) ? MailTime.AtOnce : MailTime.Digest,
        };
    }
}
