using System.Text.Json;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;

namespace ApprovalFlows.Core.Audit.Export;

/// <summary>The case itself in an exported archive; its values as the very text that was hashed.</summary>
public sealed record ExportedCase(
    CaseHead Head,
    string Flow,
    int FlowVersion,
    string Title,
    string Applicant,
    DateTimeOffset SubmittedAt,
    string? FilingNumber,
    DateTimeOffset? ClosedAt,
    string? ClosingReason,
    string Values,
    IReadOnlyList<ExportedFile> Attachments);

public sealed record ExportedFile(
    string Slot, string FileName, string ContentType, long Size, string Sha256, string Path);

/// <summary>What lies in an archive, signed when it was made.</summary>
public sealed record Manifest(
    string CaseNumber,
    DateTimeOffset ExportedAt,
    IReadOnlyDictionary<string, string> Files,
    string KeyId,
    string Signature)
{
    public static string HashOf(
        string caseNumber, DateTimeOffset exportedAt, IReadOnlyDictionary<string, string> files)
    {
        var form = new CanonicalForm("approval-flows/evidence-manifest/1")
            .With("number", caseNumber)
            .With("exportedAt", exportedAt);
        foreach (var (name, sha256) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            form.With("file", name).With("sha256", sha256);
        return form.Hash();
    }

    public bool IsSigned(PublicKeys keys) =>
        keys.Verify(KeyId, HashOf(CaseNumber, ExportedAt, Files), Signature, ExportedAt);
}

/// <summary>Names of the files in an archive.</summary>
internal static class ArchiveNames
{
    public const string Case = "case.json";
    public const string Entries = "entries.json";
    public const string Leaves = "leaves.json";
    public const string Anchors = "anchors.json";
    public const string Keys = "public-keys.json";
    public const string Certificate = "certificate.json";
    public const string Manifest = "manifest.json";

    public static JsonSerializerOptions Format { get; } = new(JsonText.Readable) { WriteIndented = true };
}
