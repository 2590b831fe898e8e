using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;

namespace ApprovalFlows.Core.Audit.Verification;

/// <summary>What the row of a case says of its chain, and what the chain says of the row.</summary>
public sealed record CaseHead(
    Guid Id,
    string Number,
    int Count,
    string? Hash,
    string? KeyId,
    string? Signature,
    string Status,
    string ValuesSha256);

/// <summary>A leaf and, where the other leaves of its anchor are not at hand, its path and its anchor.</summary>
public sealed record AnchoredLeaf(AnchorLeaf Leaf, IReadOnlyList<MerkleStep>? Path = null);

/// <summary>All evidence of one case; the entries as they are stored, in the order of their numbers.</summary>
public sealed record CaseEvidence(
    CaseHead Head, IReadOnlyList<AuditEntry> Entries, IReadOnlyList<AnchoredLeaf> Leaves);

/// <summary>An anchor with its leaves in their order, where they are at hand.</summary>
public sealed record AnchorEvidence(AuditAnchor Anchor, IReadOnlyList<AnchorLeaf>? Leaves);

/// <summary>Where evidence comes from, one case and one anchor at a time.</summary>
public interface IEvidenceSource
{
    Task<IReadOnlyList<PublicKeyEntry>> KeysAsync(CancellationToken cancellation);

    IAsyncEnumerable<AnchorEvidence> AnchorsAsync(CancellationToken cancellation);

    IAsyncEnumerable<CaseEvidence> CasesAsync(CancellationToken cancellation);

    /// <summary>What belongs to no case that is there, and whatever else this source can tell by itself.</summary>
    IAsyncEnumerable<AuditProblem> OddmentsAsync(CancellationToken cancellation);
}
