using System.Data.Common;
using ApprovalFlows.Core.Audit.Export;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Checks the evidence of a whole database or of an exported case with nothing but public keys.</summary>
internal sealed class VerifyAudit : ICommand
{
    public string Name => "verify-audit";

    public string Arguments =>
        "[--connection CONNECTION | --data FOLDER | --file CASE.zip] --public-key KEYS.json [--receipt FILE.json] …";

    public string Purpose => "checks hashes, signatures and anchors; tells what is wrong and where";

    public async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Last("public-key") is not { } keyFile)
            return CommandOptions.Fail("verify-audit needs --public-key with the exported public keys.");
        try
        {
            using var keys = new PublicKeys(PublicKeys.Parse(await File.ReadAllTextAsync(keyFile)));
            var receipts = await ReceiptFiles.ReadAsync(options.All("receipt"));
            if (options.Last("file") is { } file)
            {
                using var archive = EvidenceArchive.Open(file, keys);
                return await CheckAsync(archive, keys, receipts);
            }

            await using var db = SystemPlace.Of(options).Open();
            await using var evidence = new DatabaseEvidence(db);
            return await CheckAsync(evidence, keys, receipts);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or FormatException or DbException or InvalidDataException)
        {
            return CommandOptions.Fail($"verify-audit: {failure.Message}");
        }
    }

    private static async Task<int> CheckAsync(
        IEvidenceSource source, PublicKeys keys, IReadOnlyList<ReceiptFile> receipts)
    {
        var report = await new AuditVerifier(
            source, keys, [.. receipts.Select(file => file.Receipt)]).RunAsync();
        foreach (var problem in report.Problems) Console.WriteLine(problem);
        if (report.ProblemCount > report.Problems.Count)
            Console.WriteLine($"… and {report.ProblemCount - report.Problems.Count} more");
        Console.WriteLine(
            $"{report.Cases} cases, {report.Entries} entries ({report.AnchoredEntries} of them under "
            + $"{report.Anchors} anchors), {report.ProblemCount} problems");
        return report.IsGood ? ExitCode.Done : ExitCode.Failed;
    }
}
