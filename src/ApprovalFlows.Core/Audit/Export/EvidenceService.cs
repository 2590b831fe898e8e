using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Audit.Export;

/// <summary>Puts one case with everything that is needed to verify it into an archive.</summary>
public sealed class EvidenceService(
    AppDbContext db, AuditKeyring keys, FileStore store, CurrentActor current, TimeProvider time)
{
    /// <summary>Writes the archive of the case.</summary>
    /// <exception cref="RuleViolation">Not for this person, or there is no such case.</exception>
    public async Task ExportAsync(string caseNumber, Stream target, CancellationToken cancellation = default)
    {
        if (!current.Actor.IsIn(Roles.Auditor) && !current.Actor.IsIn(Roles.Admin))
            throw RuleViolation.Forbidden("NotAllowed");
        var file = await db.Cases.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Number == caseNumber, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", caseNumber);
        var now = Instant.Of(time.GetUtcNow());
        using var archive = new ArchiveWriter(target, now);
        foreach (var language in TextResources.Languages)
            archive.Add($"README.{language.Name}.txt", TextResources.Find("Evidence.Readme", language));
        await AddCaseAsync(archive, file, cancellation);
        await AddChainAsync(archive, file.Id, cancellation);
        var key = await keys.CurrentAsync(db, cancellation);
        archive.Add(ArchiveNames.Manifest, new Manifest(
            caseNumber,
            now,
            new Dictionary<string, string>(archive.Files),
            key.Id,
            key.Sign(Manifest.HashOf(caseNumber, now, archive.Files))));
    }

    /// <summary>Whether the chain of a case holds, by the keys of the database itself.</summary>
    public async Task<EvidenceState> StateAsync(Guid caseId, CancellationToken cancellation = default)
    {
        var file = await db.Cases.AsNoTracking().FirstAsync(row => row.Id == caseId, cancellation);
        var rows = await db.AuditKeys.AsNoTracking().ToListAsync(cancellation);
        if (rows.Count == 0) return new EvidenceState(0, 0, []);
        using var known = new PublicKeys(rows.Select(PublicKeys.EntryOf));
        var evidence = new CaseEvidence(
            DatabaseEvidence.HeadOf(file),
            await EntriesAsync(caseId, cancellation),
            [.. (await LeavesAsync(caseId, cancellation)).Select(leaf => new AnchoredLeaf(leaf))]);
        var places = new ChainCheck(known, evidence).Run().Select(problem => problem.Sequence ?? 0).Distinct();
        return new EvidenceState(
            evidence.Entries.Count,
            evidence.Leaves.Select(leaf => leaf.Leaf.Last).DefaultIfEmpty().Max(),
            [.. places.Order()]);
    }

    private async Task AddCaseAsync(ArchiveWriter archive, Case file, CancellationToken cancellation)
    {
        var attached = await db.CaseFiles.AsNoTracking()
            .Where(link => link.CaseId == file.Id)
            .Join(db.Attachments, link => link.AttachmentId, row => row.Id, (link, row) => new { link.Slot, Row = row })
            .ToListAsync(cancellation);
        var files = attached.Select(link => new ExportedFile(
            link.Slot,
            link.Row.FileName,
            link.Row.ContentType,
            link.Row.Size,
            link.Row.Sha256,
            $"attachments/{link.Row.Sha256}")).OrderBy(row => row.Slot, StringComparer.Ordinal).ToList();
        archive.Add(ArchiveNames.Case, new ExportedCase(
            DatabaseEvidence.HeadOf(file),
            file.Flow,
            file.FlowVersion,
            file.Title,
            file.Applicant,
            file.SubmittedAt,
            file.FilingNumber,
            file.ClosedAt,
            file.ClosingReason,
            file.Values,
            files));
        foreach (var stored in files.DistinctBy(row => row.Path).Where(row => store.Has(row.Sha256)))
            archive.Add(stored.Path, await ReadAsync(stored.Sha256, cancellation));
        var certificate = await db.Certificates.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == file.Id, cancellation);
        if (certificate is not null) archive.Add(ArchiveNames.Certificate, certificate);
    }

    private async Task AddChainAsync(ArchiveWriter archive, Guid caseId, CancellationToken cancellation)
    {
        archive.Add(ArchiveNames.Entries, await EntriesAsync(caseId, cancellation));
        var leaves = new List<AnchoredLeaf>();
        foreach (var leaf in await LeavesAsync(caseId, cancellation))
            leaves.Add(new AnchoredLeaf(leaf, await db.PathOfAsync(leaf, cancellation)));
        archive.Add(ArchiveNames.Leaves, leaves);
        archive.Add(ArchiveNames.Anchors, await db.AuditAnchors.AsNoTracking()
            .OrderBy(anchor => anchor.Ordinal).ToListAsync(cancellation));
        var rows = await db.AuditKeys.AsNoTracking().ToListAsync(cancellation);
        archive.Add(ArchiveNames.Keys, PublicKeys.ToJson(rows));
    }

    private Task<List<AuditEntry>> EntriesAsync(Guid caseId, CancellationToken cancellation) =>
        db.AuditEntries.AsNoTracking()
            .Where(entry => entry.CaseId == caseId)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(cancellation);

    private Task<List<AnchorLeaf>> LeavesAsync(Guid caseId, CancellationToken cancellation) =>
        db.AnchorLeaves.AsNoTracking()
            .Where(leaf => leaf.CaseId == caseId)
            .OrderBy(leaf => leaf.Last)
            .ToListAsync(cancellation);

    private async Task<byte[]> ReadAsync(string sha256, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using var stored = store.Open(sha256);
        await stored.CopyToAsync(content, cancellation);
        return content.ToArray();
    }
}

/// <param name="Entries">How many entries there are.</param>
/// <param name="AnchoredTo">The last of them under an anchor.</param>
/// <param name="Places">Numbers of entries that are wrong; 0 stands for the case itself.</param>
public sealed record EvidenceState(int Entries, int AnchoredTo, IReadOnlyList<int> Places)
{
    public bool IsGood => Places.Count == 0;
}
