using System.Text.RegularExpressions;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>What the database and the folders of the nodes say about who was told what.</summary>
internal sealed partial record ReminderEvidence(
    IReadOnlyList<ReviewTask> Tasks,
    IReadOnlyDictionary<Guid, Case> Cases,
    IReadOnlyList<Reminder> Rows,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<OutboxRow> Mails,
    ILookup<(string Department, string Post), Guid> Holders)
{
    /// <summary>Administrators are told of other things, such as a missing calendar; that is left out.</summary>
    public static async Task<ReminderEvidence> ReadAsync(AppDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Reminders.AsNoTracking().ToListAsync(cancellation);
        var people = rows.Select(row => row.UserId).ToHashSet();
        var others = (await db.Users.Select(user => user.Id).ToListAsync(cancellation))
            .Except(people).Select(id => id.ToString("N")).ToList();
        var messages = await db.Messages.AsNoTracking().ToListAsync(cancellation);
        var mails = await db.Outbox.AsNoTracking().ToListAsync(cancellation);
        return new ReminderEvidence(
            await db.ReviewTasks.AsNoTracking().ToListAsync(cancellation),
            await db.Cases.AsNoTracking().ToDictionaryAsync(file => file.Id, cancellation),
            rows,
            [.. messages.Where(message => people.Contains(message.UserId))],
            [.. mails.Where(mail => others.All(id => !mail.Id.Contains(id, StringComparison.Ordinal)))],
            (await db.PostHoldings.AsNoTracking().ToListAsync(cancellation))
                .ToLookup(held => (held.DepartmentCode, held.PostCode), held => held.UserId));
    }

    /// <summary>Worked out from the facts alone, as if nothing had ever been killed.</summary>
    public void EachReachedRungMustHaveOneRow(DateTimeOffset now)
    {
        var expected = Tasks.SelectMany(task => Reached(task, now)).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected,
            Rows.Select(row => $"{Cases[row.CaseId].Number} {row.Rung} {row.UserId}").Order(StringComparer.Ordinal));
    }

    public void EachRowMustHaveBeenToldOnce()
    {
        Assert.Empty(Rows
            .Where(row => row.State is not (ReminderState.Told or ReminderState.Skipped))
            .Select(row => $"{row.Rung} {row.State}, urgent: {row.IsUrgent}, late: {row.IsLate}, "
                + $"reached {row.ReachedAt:s}, not before {row.NotBefore:s}, recorded {row.Id}"));
        foreach (var skipped in Rows.Where(row => row.State == ReminderState.Skipped))
        {
            Assert.Contains(Rows, row => row.SubjectId == skipped.SubjectId && row.UserId == skipped.UserId
                && row.State == ReminderState.Told && row.ReachedAt > skipped.ReachedAt);
        }

        var told = Rows.Where(row => row.State == ReminderState.Told).ToLookup(row => row.MessageId!.Value);
        foreach (var message in Messages)
        {
            var lines = message.Kind == MessageKind.Digest ? SentenceText.ReadLines(message.Lines).Count : 1;
            Assert.Equal(lines, told[message.Id].Count());
        }

        Assert.Equal(Messages.Select(message => message.Id).Order(), told.Select(rows => rows.Key).Order());
        Assert.Contains(Messages, message => message.Kind == MessageKind.Digest);
        Assert.Contains(Rows, row => row is { IsLate: true, State: ReminderState.Skipped });
    }

    public void UrgentOnesMustHaveKeptTheQuietHours()
    {
        foreach (var message in Messages)
        {
            var local = ChinaTime.Of(message.CreatedAt);
            Assert.InRange(local.Hour, 8, 19);
            Assert.True(WorkCalendars.Seed["GX"].IsWorkday(ChinaTime.DateOf(local)), local.ToString("O"));
        }

        var digests = Messages.Where(message => message.Kind == MessageKind.Digest).ToList();
        Assert.Distinct(digests.Select(message => (message.UserId, ChinaTime.DateOf(message.CreatedAt))));
    }

    /// <summary>A node killed between sending and noting it sends the same mail again, under the same id.</summary>
    public void EachMailMustHaveGoneOut(IEnumerable<string> folders)
    {
        var sent = folders
            .Select(folder => Path.Combine(folder, "mail"))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Select(file => MessageId().Match(File.ReadAllText(file)).Groups["id"].Value)
            .Where(id => id.Length > 0)
            .Distinct();

        Assert.All(Mails, mail => Assert.Equal(OutboxStatus.Done, mail.Status));
        Assert.Equal(Messages.Count, Mails.Count);
        var known = Mails.Select(mail => mail.Id).ToHashSet();
        Assert.Equal(known.Order(StringComparer.Ordinal), sent.Where(known.Contains).Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Reached(ReviewTask task, DateTimeOffset now)
    {
        var file = Cases[task.CaseId];
        var clock = new CaseClock(WorkCalendars.Seed, TimeLimits.Seed);
        var moments = Ladders.Seed.OfLimit(task.TimeLimit).Moments(
            percent => clock.UsedAt(file, task, percent), task.DueAt!.Value, task.CreatedAt, WorkCalendars.Seed["GX"]);
        return moments.Where(moment => moment.At <= now).SelectMany(moment => moment.Rung.To
            .SelectMany(who => People(task, file, who))
            .Distinct()
            .Select(user => $"{file.Number} {moment.Rung.Key} {user}"));
    }

    private IEnumerable<Guid> People(ReviewTask task, Case file, RungRecipient who) => who switch
    {
        RungRecipient.Holder => Holders[(task.DepartmentCode, task.PostCode)],
        RungRecipient.Supervisor => Holders[(task.DepartmentCode, "supervisor")],
        RungRecipient.Leader => Holders[(task.DepartmentCode, "leader")],
        _ => [file.ApplicantUserId],
    };

    [GeneratedRegex(@"Message-ID: <(?<id>[^@>]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
