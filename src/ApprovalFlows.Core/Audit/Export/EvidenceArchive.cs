using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;

namespace ApprovalFlows.Core.Audit.Export;

/// <summary>The evidence of one case as it was exported.</summary>
public sealed class EvidenceArchive : IEvidenceSource, IDisposable
{
    private const long MaxJsonBytes = 256L * 1024 * 1024;
    private readonly ZipArchive zip;
    private PublicKeys? trusted;

    private EvidenceArchive(ZipArchive zip) => this.zip = zip;

    /// <exception cref="InvalidDataException">It is no such archive.</exception>
    public static EvidenceArchive Open(string path, PublicKeys? keys = null) =>
        new(ZipFile.OpenRead(path)) { trusted = keys };

    public Task<IReadOnlyList<PublicKeyEntry>> KeysAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PublicKeyEntry>>(Read<List<PublicKeyEntry>>(ArchiveNames.Keys));

    public async IAsyncEnumerable<AnchorEvidence> AnchorsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var anchor in Read<List<AuditAnchor>>(ArchiveNames.Anchors))
            yield return new AnchorEvidence(anchor, null);
    }

    public async IAsyncEnumerable<CaseEvidence> CasesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var file = Read<ExportedCase>(ArchiveNames.Case);
        yield return new CaseEvidence(
            file.Head with { ValuesSha256 = Sha256.Of(file.Values) },
            Read<List<AuditEntry>>(ArchiveNames.Entries),
            Read<List<AnchoredLeaf>>(ArchiveNames.Leaves));
    }

    public async IAsyncEnumerable<AuditProblem> OddmentsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var manifest = Read<Manifest>(ArchiveNames.Manifest);
        if (trusted is not null && !manifest.IsSigned(trusted))
            yield return Problem(ArchiveNames.Manifest, "nobody who may sign has signed it");
        foreach (var (name, sha256) in manifest.Files)
        {
            if (zip.GetEntry(name) is not { } entry) yield return Problem(name, "it is missing");
            else if (HashOf(entry) != sha256) yield return Problem(name, "its content was changed");
        }

        var strange = zip.Entries.Select(entry => entry.FullName)
            .Where(name => name != ArchiveNames.Manifest && !manifest.Files.ContainsKey(name));
        foreach (var name in strange) yield return Problem(name, "it was added");
    }

    public void Dispose() => zip.Dispose();

    private static AuditProblem Problem(string name, string detail) =>
        new(AuditProblemKind.FileEdited, name, null, detail);

    private static string HashOf(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private T Read<T>(string name)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"The archive holds no {name}.");
        if (entry.Length > MaxJsonBytes) throw new InvalidDataException($"{name} is too long.");
        using var stream = entry.Open();
        try
        {
            return JsonSerializer.Deserialize<T>(stream, ArchiveNames.Format)
                ?? throw new InvalidDataException($"{name} is empty.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{name} cannot be read: {failure.Message}", failure);
        }
    }
}
