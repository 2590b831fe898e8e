using System.Data.Common;
using ApprovalFlows.DevTools.Backups;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Whether database, files and evidence of a system belong together.</summary>
internal sealed class Check : ICommand
{
    public string Name => "check";

    public string Arguments => "[--connection CONNECTION] [--data FOLDER] [--keys FOLDER]";

    public string Purpose => "checks schema, attachments and evidence of a system; only reads";

    public async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await RunAsync(SystemPlace.Of(CommandOptions.Parse(args)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException
            or FormatException)
        {
            Console.Error.WriteLine($"check: {failure.Message}");
            return ExitCode.Failed;
        }
    }

    public static async Task<int> RunAsync(SystemPlace system)
    {
        await using var db = system.Open();
        var check = new DataCheck(db, system.Data, system.KeyFolder);
        return await check.RunAsync(Console.Out) ? ExitCode.Done : ExitCode.Failed;
    }
}
