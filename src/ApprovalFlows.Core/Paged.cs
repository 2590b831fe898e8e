namespace ApprovalFlows.Core;

/// <summary>One page of a list.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Items, int TotalCount, int Page, int PageSize)
{
    public const int MaxPageSize = 100;
    public const int MaxPage = 100_000;

    public int PageCount => (TotalCount + PageSize - 1) / PageSize;
}

public static class Paging
{
    /// <summary>Reads one page; page and size are brought into their limits first.</summary>
    public static async Task<Paged<T>> ToPageAsync<T>(
        this IQueryable<T> query, int page, int pageSize, CancellationToken cancellation = default)
    {
        page = Math.Clamp(page, 1, Paged<T>.MaxPage);
        pageSize = Math.Clamp(pageSize, 1, Paged<T>.MaxPageSize);
        var total = await query.CountAsync(cancellation);
        var items = await query.Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellation);
        return new Paged<T>(items, total, page, pageSize);
    }
}
