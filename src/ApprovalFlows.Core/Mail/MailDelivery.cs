using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Mail;

/// <summary>
/// Sends one mail of the outbox and settles what became of it: taken, refused for good, or to be tried again by
/// those who refused it for now. Whoever has got it never gets it again.
/// </summary>
public sealed class MailDelivery(
    AppDbContext db, IOptions<ApprovalFlowsOptions> options, TimeProvider time)
{
    // The sentence is kept as JSON: cut in the middle it could not be read again.
    private const int MaxAnswerLength = 150;
    private const int MaxNamed = 3;

    /// <returns>Whether it needs no further look.</returns>
    public async Task<bool> DeliverAsync(
        string id,
        IMailSender sender,
        Once<IReadOnlyList<MailRefusal>> sent,
        CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row is null || row.Status != OutboxStatus.Waiting) return false;
        var mail = OutgoingMail.Of(row.ToMessage());
        // Sent again by a person: those who refused it are asked once more.
        if (mail.Open.Count == 0) mail = mail with { Refused = [] };
        var failed = await FailedAsync(mail.Open, cancellation);
        var suppressed = mail.Open.Where(one => Find(failed, one)?.IsSuppressed == true).ToList();
        var open = mail.Open.Except(suppressed).ToList();
        IReadOnlyList<MailRefusal> refused = [];
        try
        {
            if (open.Count > 0) refused = await sent.DoAsync(() => sender.SendAsync(mail.Only(open), cancellation));
        }
        catch (FormatException wrong)
        {
            row.GiveUp(Write("Mail.Refused", Short(wrong.Message)), time.GetUtcNow());
            return false;
        }

        Note(open, refused, failed);
        var delivered = open.Except(refused.Select(one => one.Address), StringComparer.OrdinalIgnoreCase);
        mail = mail with
        {
            Delivered = [.. mail.Delivered.Concat(delivered)],
            Refused = [.. mail.Refused.Concat(refused.Where(one => one.IsPermanent))],
        };
        row.Payload = mail.ToPayload();
        Settle(row, mail, refused, suppressed);
        return row.Status is OutboxStatus.Done or OutboxStatus.Discarded;
    }

    /// <summary>Nobody is known to have got it.</summary>
    public async Task NoteServerFailureAsync(string id, string answer, CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row?.Status == OutboxStatus.Waiting)
            row.Fail(Write("Mail.ServerFailed", Short(answer)), time.GetUtcNow(), options.Value.Mail.Schedule);
    }

    private void Settle(
        OutboxRow row, OutgoingMail mail, IReadOnlyList<MailRefusal> refused, List<string> suppressed)
    {
        var now = time.GetUtcNow();
        if (refused.Where(one => !one.IsPermanent).ToList() is { Count: > 0 } later)
            row.Fail(Write("Mail.Postponed", Tell(later)), now, options.Value.Mail.Schedule);
        else if (mail.Refused.Count > 0)
            row.GiveUp(Write("Mail.Refused", Tell(mail.Refused)), now);
        else if (suppressed.Count > 0 && mail.Delivered.Count == 0)
            row.Drop(Write("Mail.Suppressed", string.Join(", ", suppressed.Take(MaxNamed))), now);
        else if (mail.Recipients.Count == 0)
            row.GiveUp(Write("Mail.NoRecipient"), now);
        else
            row.Succeed(now, suppressed.Count > 0
                ? Write("Mail.Suppressed", string.Join(", ", suppressed.Take(MaxNamed)))
                : null);
    }

    private void Note(
        IReadOnlyList<string> asked, IReadOnlyList<MailRefusal> refused, Dictionary<string, FailedAddress> failed)
    {
        var answers = refused.ToLookup(one => FailedAddress.KeyOf(one.Address));
        foreach (var address in asked)
        {
            var known = Find(failed, address);
            var answer = answers[FailedAddress.KeyOf(address)].FirstOrDefault();
            if (answer is null) known?.Accept();
            else if (answer is { IsPermanent: true, IsOfAddress: true }) Refuse(address, answer, known);
        }
    }

    private void Refuse(string address, MailRefusal answer, FailedAddress? known)
    {
        if (known is null)
        {
            known = new FailedAddress { Address = FailedAddress.KeyOf(address), Reason = "" };
            db.FailedAddresses.Add(known);
        }

        known.Refuse(
            $"{answer.Code} {answer.Answer}", options.Value.Mail.RefusalsUntilSuppressed, time.GetUtcNow());
    }

    private Task<Dictionary<string, FailedAddress>> FailedAsync(
        IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var keys = addresses.Select(FailedAddress.KeyOf).ToList();
        return db.FailedAddresses.Where(failed => keys.Contains(failed.Address))
            .ToDictionaryAsync(failed => failed.Address, cancellation);
    }

    private static FailedAddress? Find(Dictionary<string, FailedAddress> failed, string address) =>
        failed.GetValueOrDefault(FailedAddress.KeyOf(address));

    private static string Tell(IReadOnlyList<MailRefusal> refused) => string.Join(
        "; ", refused.Take(MaxNamed).Select(one => $"{one.Address}: {one.Code} {Short(one.Answer)}"));

    private static string Short(string text) =>
        text.Length <= MaxAnswerLength ? text : text[..MaxAnswerLength] + "…";

    private static string Write(string key, params object[] args) => SentenceText.Write(new Sentence(key, args));
}
