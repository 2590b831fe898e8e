using System.Text;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlows.Core.Workers;

/// <summary>Keeps the terms by which workers are found right in the save that changes a name.</summary>
public sealed class WorkerIndexing : SaveChangesInterceptor
{
    // Two parameters each; SQLite takes 32,766 in one statement.
    private const int RowsPerStatement = 1000;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        var db = (AppDbContext)eventData.Context!;
        List<(string Term, Guid Worker)> added = [];
        foreach (var entry in db.ChangeTracker.Entries<Worker>().ToList())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified)) continue;
            var text = WorkerTerm.TextOf(entry.Entity);
            var before = entry.State == EntityState.Added ? "" : entry.Property(row => row.SearchText).OriginalValue;
            if (text == before) continue;
            await RemoveAsync(db, entry, before, text, cancellationToken);
            entry.Property(row => row.SearchText).CurrentValue = text;
            added.AddRange(WorkerTerm.TermsOf(text).Except(WorkerTerm.TermsOf(before))
                .Select(term => (term, entry.Entity.Id)));
        }

        foreach (var rows in added.Chunk(RowsPerStatement)) await AddAsync(db, rows, cancellationToken);
        return result;
    }

    private static Task<int> AddAsync(
        AppDbContext db, (string Term, Guid Worker)[] rows, CancellationToken cancellation)
    {
        var sql = new StringBuilder("""INSERT INTO "WorkerTerms" ("Term", "WorkerId") VALUES """)
            .AppendJoin(", ", rows.Select((_, index) => $"({{{2 * index}}}, {{{2 * index + 1}}})"))
            .Append(" ON CONFLICT DO NOTHING");
        return db.Database.ExecuteSqlRawAsync(
            sql.ToString(), rows.SelectMany(row => new object[] { row.Term, row.Worker }), cancellation);
    }

    private static async Task RemoveAsync(
        AppDbContext db, EntityEntry<Worker> entry, string before, string text, CancellationToken cancellation)
    {
        var gone = WorkerTerm.TermsOf(before).Except(WorkerTerm.TermsOf(text)).ToList();
        if (gone.Count == 0) return;
        var id = entry.Entity.Id;
        await db.WorkerTerms.Where(row => row.WorkerId == id && gone.Contains(row.Term))
            .ExecuteDeleteAsync(cancellation);
    }
}
