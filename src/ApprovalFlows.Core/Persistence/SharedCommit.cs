using System.Collections.Concurrent;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Data.Sqlite;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Commits the bursts of several units of work in one transaction of SQLite: whoever comes while a
/// commit waits for the disk shares the next one. Each has a savepoint of its own, so that one that
/// fails leaves nothing behind and takes nobody with it; nobody is answered before the commit.
/// Only for units that hold nothing else: what the domain changed is committed with its own context.
/// </summary>
public sealed class SharedCommit(string connectionString, WriteGate gate) : IDisposable
{
    private const int MaxUnits = 64;

    private readonly ConcurrentQueue<Unit> queue = new();
    private SqliteConnection? connection;
    private PreparedStatements? prepared;
    private int isWorking;

    /// <exception cref="WorkflowConflictException">Another writer committed a changed row first.</exception>
    internal Task CommitAsync(IReadOnlyList<Statement> statements)
    {
        var unit = new Unit(statements);
        queue.Enqueue(unit);
        if (Interlocked.Exchange(ref isWorking, 1) == 0) _ = WorkAsync();
        return unit.Task;
    }

    public void Dispose()
    {
        prepared?.Dispose();
        connection?.Dispose();
    }

    // The first commit runs on the caller's own thread: alone, it waits for nobody.
    private async Task WorkAsync()
    {
        var isFirst = true;
        do
        {
            while (!queue.IsEmpty)
            {
                await CommitOnceAsync();
                if (isFirst) await Task.Yield();
                isFirst = false;
            }

            Volatile.Write(ref isWorking, 0);
        }
        while (!queue.IsEmpty && Interlocked.Exchange(ref isWorking, 1) == 0);
    }

    // Whoever waits must be told, also when the process ends while they do.
    private async Task CommitOnceAsync()
    {
        try
        {
            using (await gate.EnterAsync(CancellationToken.None)) CommitWaiting();
        }
        catch (ObjectDisposedException failure)
        {
            foreach (var unit in TakeWaiting())
            {
                unit.Failure = failure;
                unit.Answer();
            }
        }
    }

    private List<Unit> TakeWaiting()
    {
        var units = new List<Unit>();
        while (units.Count < MaxUnits && queue.TryDequeue(out var unit)) units.Add(unit);
        return units;
    }

    private void CommitWaiting()
    {
        var units = TakeWaiting();
        try
        {
            var statements = Open();
            statements.Run("BEGIN IMMEDIATE");
            if (units.Count == 1) WriteAlone(units[0], statements);
            else foreach (var unit in units) Write(unit, statements);
            statements.Run("COMMIT");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing of this commit is there; a connection in doubt is not used again.
            Close();
            foreach (var unit in units) unit.Failure = failure;
        }

        foreach (var unit in units) unit.Answer();
    }

    private static void WriteAlone(Unit unit, PreparedStatements statements)
    {
        try
        {
            foreach (var statement in unit.Statements) statements.Run(statement);
        }
        catch (Exception failure) when (Conflicts.IsLostRace(failure))
        {
            unit.Failure = failure;
            statements.Run("ROLLBACK");
            statements.Run("BEGIN IMMEDIATE");
        }
    }

    private static void Write(Unit unit, PreparedStatements statements)
    {
        statements.Run("SAVEPOINT unit");
        try
        {
            foreach (var statement in unit.Statements) statements.Run(statement);
        }
        catch (Exception failure) when (Conflicts.IsLostRace(failure))
        {
            unit.Failure = failure;
            statements.Run("ROLLBACK TO unit");
        }

        statements.Run("RELEASE unit");
    }

    private PreparedStatements Open()
    {
        if (prepared is not null) return prepared;
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        connection = new SqliteConnection(builder.ToString());
        connection.Open();
        SqlitePragmas.Apply(connection);
        return prepared = new PreparedStatements(connection);
    }

    private void Close()
    {
        Dispose();
        (prepared, connection) = (null, null);
    }

    private sealed class Unit(IReadOnlyList<Statement> statements)
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<Statement> Statements => statements;

        public Exception? Failure { get; set; }

        public Task Task => done.Task;

        public void Answer()
        {
            if (Failure is null) done.SetResult();
            else done.SetException(Failure);
        }
    }
}
