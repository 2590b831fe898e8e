using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Letters;

/// <summary>What a run wrote and chased.</summary>
public sealed record LetterReport(int Letters, int Lines, int Chased) : IJobReport
{
    bool IJobReport.IsIdle => Letters + Chased == 0;
}

/// <summary>
/// Writes the letters that are due: which acts no letter has told yet is read from the acts themselves, so a run
/// that was missed is made up for by the next, and a run that comes twice writes nothing twice.
/// </summary>
public sealed class LetterService(
    AppDbContext db, NumberService numbers, MessageService messages, WriteTransaction transaction)
{
    // Units of work commit out of order: an act may become visible after a letter that is younger than it.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public static LetterPlan Plan => LetterPlan.Seed;

    /// <summary>In one unit of work; at most one letter per recipient, the rest in the next run.</summary>
    public async Task<LetterReport> WriteDueAsync(DateTimeOffset now, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        var (letters, lines) = (0, 0);
        foreach (var rule in Plan.Letters)
        {
            if (await DueAsync(rule, cancellation) is not { Count: > 0 } due) continue;
            await WriteAsync(rule, due, now, cancellation);
            letters++;
            lines += due.Count;
        }

        return new LetterReport(letters, lines, await ChaseAsync(now, cancellation));
    }

    private async Task<List<DueAct>> DueAsync(LetterRule rule, CancellationToken cancellation)
    {
        var covered = await db.OfficialLetters
            .Where(letter => letter.RecipientCode == rule.Recipient && letter.Kind == rule.Kind)
            .OrderByDescending(letter => letter.CoveredUntil)
            .Select(letter => (DateTimeOffset?)letter.CoveredUntil)
            .FirstOrDefaultAsync(cancellation);
        var since = covered - Overlap ?? DateTimeOffset.UnixEpoch;
        return await (
            from entry in db.CertificateEntries
            join paper in db.Certificates on entry.CertificateId equals paper.Id
            join firm in db.Enterprises on paper.EnterpriseId equals firm.Id into firms
            from firm in firms.DefaultIfEmpty()
            where entry.At >= since && rule.Kinds.Contains(paper.Kind) && rule.Acts.Contains(entry.Act)
                && !db.LetterSources.Any(source =>
                    source.RecipientCode == rule.Recipient && source.EntryId == entry.Id)
            orderby entry.At, entry.Id
            select new DueAct(
                entry.Id, entry.At, paper.Kind, paper.Number, paper.HolderName, firm == null ? null : firm.Name,
                entry.Act, entry.From, paper.ValidTo, entry.Reason))
            .Take(Plan.MaxLines)
            .ToListAsync(cancellation);
    }

    private async Task WriteAsync(
        LetterRule rule, List<DueAct> due, DateTimeOffset now, CancellationToken cancellation)
    {
        var list = JsonSerializer.Serialize(due.Select((act, index) => act.ToLine(index + 1)), JsonText.Readable);
        var letter = new OfficialLetter
        {
            Number = await LetterNumber.NextAsync(numbers, rule.Mark, ChinaTime.DateOf(now).Year, cancellation),
            Kind = rule.Kind,
            IssuerCode = rule.Issuer,
            RecipientCode = rule.Recipient,
            List = list,
            ListSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list))),
            LineCount = due.Count,
            CoveredUntil = due[^1].At,
            WrittenAt = now,
        };
        letter.Sources.AddRange(due.Select(act => new LetterSource
        {
            RecipientCode = rule.Recipient,
            EntryId = act.EntryId,
            LetterId = letter.Id,
        }));
        db.OfficialLetters.Add(letter);
        await TellAsync(letter, "Letters.Received", letter.Number, now, cancellation);
    }

    private async Task<int> ChaseAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now.AddDays(-Plan.ChaseDays);
        var open = await db.OfficialLetters
            .Where(letter => letter.AcknowledgedAt == null && letter.WrittenAt <= before
                && (letter.ChasedAt == null || letter.ChasedAt <= before) && letter.ChaseCount < Plan.Chases)
            .OrderBy(letter => letter.WrittenAt)
            .Take(Plan.MaxLines)
            .ToListAsync(cancellation);
        foreach (var letter in open)
        {
            letter.Chase(now);
            await TellAsync(letter, "Letters.Chased", $"{letter.Number}:{letter.ChaseCount}", now, cancellation);
        }

        return open.Count;
    }

    // The message goes to everybody who holds a post of the office; mail follows through the outbox.
    private async Task TellAsync(
        OfficialLetter letter, string key, string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var people = await db.PostHoldings
            .Where(held => held.DepartmentCode == letter.RecipientCode
                && held.From <= today && (held.To == null || held.To >= today))
            .Select(held => held.UserId).Distinct().ToListAsync(cancellation);
        await messages.TellAsync(
            people,
            new MessageDraft
            {
                Kind = MessageKind.Letter,
                Key = $"letter:{id}",
                Text = new Sentence(
                    key, letter.Number, LetterPlan.NameOf(letter.Kind), letter.LineCount,
                    ChinaTime.DateOf(letter.WrittenAt)),
                Mail = MailTime.AtOnce,
            },
            cancellation);
    }

    private sealed record DueAct(
        Guid EntryId, DateTimeOffset At, string Kind, string Number, string Holder, string? Enterprise,
        string Act, DateOnly From, DateOnly ValidTo, string? Reason)
    {
        public LetterLine ToLine(int place) =>
            new(place, Kind, Number, Holder, Enterprise, Act, From, ValidTo, Reason);
    }
}
