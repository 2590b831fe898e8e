using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Live;

/// <summary>What waits for each of several people, counted for all of them together.</summary>
public sealed class OpenTaskCount(WriteTransaction transaction, TimeProvider time)
{
    // SQLite takes five hundred parts; with two statements for each desk this stays well below.
    private const int DesksPerQuery = 100;

    /// <summary>Free and own open tasks of each person, up to <see cref="InboxLimits.MaxCount"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(
        IReadOnlyCollection<Actor> people, CancellationToken cancellation = default)
    {
        // Once each: desks with bars of their own are equal to nothing but themselves.
        var theirs = people.ToDictionary(person => person.UserId, person => DesksOf(person).ToList());
        Dictionary<Desk, int> counts = [];
        foreach (var desks in theirs.Values.SelectMany(desks => desks).Distinct().Chunk(DesksPerQuery))
        {
            await using var query = await transaction.QueryAsync(cancellation);
            Write(query, desks);
            await using var row = await query.ReadAsync(cancellation);
            await row.ReadAsync(cancellation);
            for (var index = 0; index < desks.Length; index++)
                counts[desks[index]] = (int)row.GetInt64(index);
        }

        return theirs.ToDictionary(
            pair => pair.Key,
            pair => Math.Min(InboxLimits.MaxCount, pair.Value.Sum(desk => counts[desk])));
    }

    private void Write(RowQuery query, Desk[] desks)
    {
        var now = time.GetUtcNow();
        for (var index = 0; index < desks.Length; index++)
        {
            query.Text(index == 0 ? "SELECT (" : "), (");
            var asked = new InboxQuery { Scope = desks[index].Scope };
            new InboxSql(query, asked, [desks[index]], null) { Now = now }.WriteCount(InboxLimits.MaxCount - 1);
        }

        query.Text(")");
    }

    private static IEnumerable<Desk> DesksOf(Actor person) =>
        [.. Desks.Of(person, InboxScope.Available), .. Desks.Of(person, InboxScope.Mine)];
}
