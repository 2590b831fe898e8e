using ApprovalFlows.Core;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>Copies a database that is in use, as it was at one moment, and puts such a copy back.</summary>
internal interface IDatabaseCopy
{
    /// <summary>Of the copy, inside the folder of the backup.</summary>
    string FileName { get; }

    Task SaveAsync(string file);

    /// <exception cref="InvalidOperationException">There is something already; nothing was changed.</exception>
    Task LoadAsync(string file);

    public static IDatabaseCopy Of(DatabaseKind kind, string connection, string? programs) =>
        kind == DatabaseKind.PostgreSql ? new PostgresCopy(connection, programs) : new SqliteCopy(connection);
}
