using System.Data.Common;
using ApprovalFlows.DevTools.Backups;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Copies database, files and keys while people work; the copy belongs together.</summary>
internal sealed class Backup : ICommand
{
    public string Name => "backup";

    public string Arguments =>
        "--to NEW_FOLDER [--connection CONNECTION] [--data FOLDER] [--keys FOLDER] [--pg-bin FOLDER]";

    public string Purpose => "copies database, files and keys of a running system into a new folder";

    public async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Last("to") is not { } to)
            return CommandOptions.Fail("backup needs --to with a folder that is new.");
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            return CommandOptions.Fail($"backup: '{to}' is not empty.");
        try
        {
            var system = SystemPlace.Of(options);
            Folders.CreatePrivate(to);
            var manifest = await WriteAsync(system, to);
            Console.WriteLine(
                $"{to}: {manifest.Attachments} files, schema {manifest.Migration}. It holds personal data and the "
                + "private keys of the evidence: keep it as safe as the system itself.");
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException
            or InvalidOperationException)
        {
            Console.Error.WriteLine($"backup: {failure.Message} The backup is not complete.");
            return ExitCode.Failed;
        }
    }

    // First the database, then the files it names: a file is there before the row that names it.
    private static async Task<BackupManifest> WriteAsync(SystemPlace system, string to)
    {
        var at = TimeProvider.System.GetUtcNow();
        var copy = system.Copy();
        await copy.SaveAsync(Path.Combine(to, copy.FileName));
        await using var db = system.Open(at: system.IsPostgres ? null : Path.Combine(to, copy.FileName));
        var files = await CopyFilesAsync(
            StoredFiles.NamesIn(db), system.Files, new(Path.Combine(to, StoredFiles.Folder)));
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [copy.FileName] = await StoredFiles.HashAsync(Path.Combine(to, copy.FileName)),
        };
        foreach (var key in Folders.CopyFlat(system.KeyFolder, Path.Combine(to, Folders.Keys)))
            hashes[key] = await StoredFiles.HashAsync(Path.Combine(to, key));
        var migration = (await db.Database.GetAppliedMigrationsAsync()).Last();
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, at, system.Kind, migration, files, hashes);
        await manifest.WriteAsync(to);
        return manifest;
    }

    private static async Task<long> CopyFilesAsync(IQueryable<string> names, StoredFiles from, StoredFiles to)
    {
        long count = 0;
        await foreach (var name in names.AsAsyncEnumerable())
        {
            from.CopyTo(to, name);
            count++;
        }

        return count;
    }
}
