using Microsoft.Data.Sqlite;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>SQLite's own online backup: people may go on writing, the copy is of one moment.</summary>
internal sealed class SqliteCopy(string connection) : IDatabaseCopy
{
    public string FileName => "database.db";

    public async Task SaveAsync(string file)
    {
        MustExist();
        await using var source = new SqliteConnection(connection);
        await source.OpenAsync();
        await using var copy = new SqliteConnection($"Data Source={file};Pooling=False");
        await copy.OpenAsync();
        source.BackupDatabase(copy);

        // One file only: the log beside it would be lost when somebody copies the folder by pattern.
        await RunAsync(copy, "PRAGMA journal_mode=DELETE");
        if (await RunAsync(copy, "PRAGMA quick_check") is not "ok")
            throw new InvalidOperationException("SQLite finds the copy damaged.");
    }

    public Task LoadAsync(string file)
    {
        var target = PathOf();
        if (File.Exists(target)) throw new InvalidOperationException($"'{target}' exists already.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
        return Task.CompletedTask;
    }

    private static async Task<string?> RunAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    // Opening would create it.
    private void MustExist()
    {
        if (!File.Exists(PathOf())) throw new FileNotFoundException($"There is no database at '{PathOf()}'.");
    }

    private string PathOf() => Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);
}
