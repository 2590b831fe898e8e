namespace ApprovalFlows.Core.Persistence;

internal static class NumberSeriesSql
{
    /// <summary>
    /// Opens or raises the series in one statement that both databases know. Two first takers queue
    /// up for the row as all later ones do.
    /// </summary>
    public static async Task<long> RaiseAsync(
        this AppDbContext db, string series, CancellationToken cancellation)
    {
        var last = await db.Database.SqlQuery<long>(
            $"""
            INSERT INTO "NumberSeries" AS series ("Key", "Last") VALUES ({series}, 1)
            ON CONFLICT ("Key") DO UPDATE SET "Last" = series."Last" + 1
            RETURNING "Last" AS "Value"
            """).ToListAsync(cancellation);
        return last[0];
    }
}
