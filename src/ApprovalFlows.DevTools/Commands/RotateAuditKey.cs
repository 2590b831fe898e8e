using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Makes a new key, signed by the old one. What the old one signed stays verifiable.</summary>
internal sealed class RotateAuditKey : ICommand
{
    public string Name => "rotate-audit-key";

    public string Arguments => "[--connection CONNECTION] [--data FOLDER] [--keys FOLDER]";

    public string Purpose =>
        "makes the next key of the evidence; running nodes take it up within a minute when they share its folder";

    public async Task<int> RunAsync(string[] args)
    {
        await using var host = SystemPlace.Of(CommandOptions.Parse(args)).Host();
        var work = host.GetRequiredService<UnitOfWork>();
        try
        {
            var key = await work.RunAsync<AuditStart, AuditKey>(null, start => start.RotateAsync());
            await work.RunAsync<AuditStart>(null, start => start.ExportKeysAsync());
            Console.WriteLine($"Key {key.Id} signs from now on; hand the exported public keys out again.");
            return ExitCode.Done;
        }
        catch (AuditKeyUnusableException failure)
        {
            Console.Error.WriteLine($"rotate-audit-key: {failure.Message}");
            return ExitCode.Failed;
        }
    }
}
