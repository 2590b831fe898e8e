using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Opinions;

/// <summary>Keeps one's own phrases; nobody sees those of others.</summary>
public sealed class OpinionPhraseService(AppDbContext db, CurrentActor current)
{
    public async Task<IReadOnlyList<OpinionPhrase>> ListAsync(CancellationToken cancellation = default) =>
        await Mine().AsNoTracking().OrderBy(phrase => phrase.Id).ToListAsync(cancellation);

    public async Task AddAsync(string text, CancellationToken cancellation = default)
    {
        text = text.Trim();
        if (text.Length is 0 or > OpinionPhrase.MaxLength)
            throw RuleViolation.Invalid("text", "PhraseWrong", OpinionPhrase.MaxLength);
        if (await Mine().AnyAsync(phrase => phrase.Text == text, cancellation)) return;
        if (await Mine().CountAsync(cancellation) >= OpinionPhrase.MaxPerPerson)
            throw new RuleViolation("TooManyPhrases", OpinionPhrase.MaxPerPerson);
        db.OpinionPhrases.Add(new OpinionPhrase { OwnerId = current.Actor.UserId, Text = text });
    }

    public async Task RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        var phrase = await Mine().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (phrase is not null) db.OpinionPhrases.Remove(phrase);
    }

    private IQueryable<OpinionPhrase> Mine()
    {
        var me = current.Actor.UserId;
        return db.OpinionPhrases.Where(phrase => phrase.OwnerId == me);
    }
}
