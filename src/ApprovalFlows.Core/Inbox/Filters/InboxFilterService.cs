using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Filters;

/// <summary>Keeps one's own filters; nobody sees those of others.</summary>
public sealed class InboxFilterService(AppDbContext db, CurrentActor current)
{
    public async Task<IReadOnlyList<InboxFilter>> ListAsync(CancellationToken cancellation = default) =>
        await Mine().AsNoTracking().OrderBy(filter => filter.Name).ToListAsync(cancellation);

    /// <summary>A filter of the same name is replaced.</summary>
    public async Task<InboxFilter> SaveAsync(
        string name, string query, CancellationToken cancellation = default)
    {
        name = name.Trim();
        if (name.Length is 0 or > InboxFilter.MaxNameLength || name.Any(char.IsControl))
            throw RuleViolation.Invalid("name", "FilterNameWrong", InboxFilter.MaxNameLength);
        if (query.Length > InboxFilter.MaxQueryLength)
            throw RuleViolation.Invalid("query", "FilterTooLong");
        var known = await Mine().FirstOrDefaultAsync(filter => filter.Name == name, cancellation);
        if (known is not null)
        {
            known.Query = query;
            return known;
        }

        if (await Mine().CountAsync(cancellation) >= InboxFilter.MaxPerPerson)
            throw new RuleViolation("TooManyFilters", InboxFilter.MaxPerPerson);
        var filter = new InboxFilter { OwnerId = current.Actor.UserId, Name = name, Query = query };
        db.InboxFilters.Add(filter);
        return filter;
    }

    public async Task RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        var filter = await Mine().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (filter is not null) db.InboxFilters.Remove(filter);
    }

    private IQueryable<InboxFilter> Mine()
    {
        var me = current.Actor.UserId;
        return db.InboxFilters.Where(filter => filter.OwnerId == me);
    }
}
