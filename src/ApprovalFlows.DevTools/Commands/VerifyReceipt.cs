using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Checks one receipt with nothing but public keys.</summary>
internal sealed class VerifyReceipt : ICommand
{
    public string Name => "verify-receipt";

    public string Arguments => "RECEIPT.json --public-key KEYS.json";

    public string Purpose => "checks the hash, the signature and the anchor of a receipt";

    public async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Arguments is not [var file] || options.Last("public-key") is not { } keyFile)
            return CommandOptions.Fail("verify-receipt needs a receipt and --public-key.");
        try
        {
            using var keys = new PublicKeys(PublicKeys.Parse(await File.ReadAllTextAsync(keyFile)));
            var receipt = Receipt.Parse(await File.ReadAllTextAsync(file));
            var problems = ReceiptCheck.Run(receipt, keys);
            foreach (var problem in problems) Console.WriteLine(problem);
            if (problems.Count > 0) return ExitCode.Failed;
            var anchored = receipt.Anchor is { } proof ? $"under anchor {proof.Anchor.Ordinal}" : "not anchored yet";
            Console.WriteLine(
                $"genuine: {receipt.CaseNumber} entry {receipt.Entry.Sequence}, {receipt.Entry.Action}, "
                + $"{receipt.Entry.At:O}, {anchored}");
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return CommandOptions.Fail($"verify-receipt: {failure.Message}");
        }
    }
}

internal sealed record ReceiptFile(string Path, Receipt Receipt);

internal static class ReceiptFiles
{
    public static async Task<IReadOnlyList<ReceiptFile>> ReadAsync(IEnumerable<string> paths)
    {
        var files = new List<ReceiptFile>();
        foreach (var path in paths)
            files.Add(new ReceiptFile(path, Receipt.Parse(await File.ReadAllTextAsync(path))));
        return files;
    }
}
