using System.Data;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Everything the database holds about the cases at one moment.</summary>
internal sealed record Evidence
{
    public required List<Case> Cases { get; init; }
    public required ILookup<Guid, ReviewTask> Tasks { get; init; }
    public required Dictionary<string, StoredInstance> Instances { get; init; }
    public required ILookup<string, StoredBookmark> Bookmarks { get; init; }
    public required ILookup<string, JournalEntry> Journal { get; init; }
    public required List<Certificate> Certificates { get; init; }
    public required Dictionary<string, string> CaseOfKey { get; init; }
    public required Dictionary<string, long> LastNumbers { get; init; }

    public static async Task<Evidence> ReadAsync(
        ServerProcess server, PostgresDatabase? postgres, CancellationToken cancellation)
    {
        if (postgres is not null) return await ReadAsync(OnPostgres(postgres), cancellation);

        // The server itself has to recover its file after the kill; reading it here would do it first.
        using var copy = new TemporaryFolder();
        foreach (var part in Directory.EnumerateFiles(server.DataDirectory, "approval-flows.db*"))
        {
            File.Copy(part, Path.Combine(copy.Path, Path.GetFileName(part)));
        }

        return await ReadAsync(OnSqlite(copy.Path), cancellation);
    }

    private static async Task<Evidence> ReadAsync(AppDbContext database, CancellationToken cancellation)
    {
        await using var db = database;

        // A connection of the killed server may still finish its commit: look at one moment only.
        await using var moment = await db.Database.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        var tasks = await db.ReviewTasks.AsNoTracking().ToListAsync(cancellation);
        var bookmarks = await db.WorkflowBookmarks.AsNoTracking().ToListAsync(cancellation);
        var pages = await db.WorkflowJournal.AsNoTracking().ToListAsync(cancellation);
        return new Evidence
        {
            Cases = await db.Cases.AsNoTracking().Include(file => file.Audit).ToListAsync(cancellation),
            Tasks = tasks.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).ToLookup(task => task.CaseId),
            Instances = await db.WorkflowInstances.AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation),
            Bookmarks = bookmarks.ToLookup(row => row.InstanceId),
            Journal = pages.OrderBy(page => page.FirstSequence)
                .SelectMany(page => page.Read().Select(entry => (page.InstanceId, entry)))
                .ToLookup(pair => pair.InstanceId, pair => pair.entry),
            Certificates = await db.Certificates.AsNoTracking()
                .Where(paper => paper.CaseId != null).ToListAsync(cancellation),
            CaseOfKey = await db.IdempotencyKeys.AsNoTracking()
                .ToDictionaryAsync(row => row.Key, row => row.CaseNumber, cancellation),
            LastNumbers = await db.NumberSeries.AsNoTracking()
                .ToDictionaryAsync(row => row.Key, row => row.Last, cancellation),
        };
    }

    private static PostgresAppDbContext OnPostgres(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);

    private static SqliteAppDbContext OnSqlite(string folder) => new(
        new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "approval-flows.db")};Pooling=False")
            .Options);
}
