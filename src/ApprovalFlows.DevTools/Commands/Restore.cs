using System.Data.Common;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.DevTools.Backups;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Puts a backup into an empty place and checks what came of it.</summary>
internal sealed class Restore : ICommand
{
    public string Name => "restore";

    public string Arguments =>
        "--from BACKUP [--connection CONNECTION] [--data FOLDER] [--keys FOLDER] [--pg-bin FOLDER]";

    public string Purpose => "puts a backup into an empty database and an empty folder, then checks it";

    public async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Last("from") is not { } from) return CommandOptions.Fail("restore needs --from with a backup.");
        try
        {
            var manifest = await BackupManifest.ReadAsync(from);
            await manifest.MustMatchAsync(from);
            var system = SystemPlace.Of(options);
            if (system.Kind != manifest.Database)
                return CommandOptions.Fail(
                    $"restore: the backup is of {manifest.Database}, the target is {system.Kind}.");
            await PutAsync(system, from);
            await BringUpToDateAsync(system);
            return await Check.RunAsync(system);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException
            or InvalidOperationException or FormatException)
        {
            Console.Error.WriteLine($"restore: {failure.Message}");
            return ExitCode.Failed;
        }
    }

    // An older backup is for this program, which knows the way from its schema to today's.
    private static async Task BringUpToDateAsync(SystemPlace system)
    {
        await using var db = system.Open();
        await db.Database.BringUpToDateAsync();
    }

    private static async Task PutAsync(SystemPlace system, string from)
    {
        if (system.Files.Names().Any())
            throw new InvalidOperationException($"'{system.Data}' holds files of a system already.");
        var copy = system.Copy();
        await copy.LoadAsync(Path.Combine(from, copy.FileName));
        Folders.CreatePrivate(system.Data);
        var kept = new StoredFiles(Path.Combine(from, StoredFiles.Folder));
        foreach (var name in kept.Names()) kept.CopyTo(system.Files, name);
        foreach (var _ in Folders.CopyFlat(Path.Combine(from, Folders.Keys), system.KeyFolder))
        {
        }
    }
}
