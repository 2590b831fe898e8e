using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>Tells the people of a firm, or the holders of a post, what happens in a proceeding.</summary>
public sealed class SanctionMessages(AppDbContext db, MessageService messages, TimeProvider time)
{
    /// <param name="proceeding">What it is about; its page is where the message leads.</param>
    /// <param name="text">What is said, in the language of each reader.</param>
    /// <param name="key">Tells the message from the others of the proceeding.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task TellFirmAsync(
        Proceeding proceeding, Sentence text, string key, CancellationToken cancellation = default)
    {
        var firm = proceeding.EnterpriseId;
        var people = await db.Users.AsNoTracking()
            .Where(user => user.EnterpriseId == firm && user.WorkerId == null)
            .Select(user => user.Id).ToListAsync(cancellation);
        await messages.TellAsync(
            people, Draft(proceeding, text, key, $"/sanctions/{proceeding.CaseNumber}"), cancellation);
    }

    public async Task TellPostAsync(
        Proceeding proceeding, (string Department, string Post) post, Sentence text, string key, string address,
        CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var people = await db.PostHoldings
            .Where(held => held.DepartmentCode == post.Department && held.PostCode == post.Post
                && held.From <= today && (held.To == null || held.To >= today))
            .Select(held => held.UserId).Distinct().ToListAsync(cancellation);
        await messages.TellAsync(people, Draft(proceeding, text, key, address), cancellation);
    }

    private static MessageDraft Draft(Proceeding proceeding, Sentence text, string key, string address) => new()
    {
        Kind = MessageKind.Sanction,
        Key = $"sanction-{proceeding.CaseId:N}-{key}",
        Text = text,
        Address = address,
        Mail = MailTime.AtOnce,
    };
}
