using System.Data;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// The one write transaction of a unit of work. It begins as late as possible: at the first number
/// taken from a series, or at the commit.
/// </summary>
public sealed class WriteTransaction(
    AppDbContext db,
    WriteGate gate,
    StagedBursts staged,
    AbandonedRounds abandoned,
    SharedCommit? shared = null) : IAsyncDisposable
{
    private IDbContextTransaction? transaction;
    private IDisposable? turn;

    public async Task BeginAsync(CancellationToken cancellation = default)
    {
        if (transaction is not null) return;
        turn = await gate.EnterAsync(cancellation);
        transaction = await db.Database.BeginTransactionAsync(cancellation);
    }

    /// <exception cref="WorkflowConflictException">Another writer committed a changed row first.</exception>
    public async Task CommitAsync(CancellationToken cancellation = default)
    {
        try
        {
            await abandoned.EndAsync(cancellation);
            var hasChanges = db.ChangeTracker.HasChanges();
            var statements = BurstStatements.Of(staged);
            if (transaction is null && !hasChanges && statements.Count == 0) return;
            if (transaction is null && !hasChanges && shared is not null) await shared.CommitAsync(statements);
            else await CommitAloneAsync(hasChanges, statements, cancellation);
            staged.Clear();
        }
        catch (Exception failure) when (Conflicts.IsLostRace(failure))
        {
            throw new WorkflowConflictException("Another writer committed first.", failure);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <summary>A query that sees what this unit of work has written.</summary>
    internal async Task<RowQuery> QueryAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return new RowQuery(db.Database.GetDbConnection(), transaction?.GetDbTransaction());
    }

    private async Task CommitAloneAsync(
        bool hasChanges, IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        if (hasChanges) await SaveAsync(cancellation);
        if (statements.Count > 0)
        {
            await db.Database.GetDbConnection().RunAsync(
                transaction!.GetDbTransaction(), statements, cancellation);
        }

        await transaction!.CommitAsync(cancellation);
    }

    // Kept open until the unit ends: opening and closing it for every query costs as much as a query.
    private Task OpenAsync(CancellationToken cancellation) =>
        db.Database.GetDbConnection().State == ConnectionState.Open
            ? Task.CompletedTask
            : db.Database.OpenConnectionAsync(cancellation);

    // What changed was found a moment ago: looking through everything once more finds nothing new.
    private async Task SaveAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync();
        transaction = null;
        turn?.Dispose();
        turn = null;
    }
}

/// <summary>
/// SQLite has one writer at a time and waits for it by polling, so writers of one process queue
/// here instead. Other databases need no queue: for them the gate is open.
/// </summary>
public sealed class WriteGate(bool oneWriterOnly) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public bool IsOpen => !oneWriterOnly;

    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        if (IsOpen) return null;
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
