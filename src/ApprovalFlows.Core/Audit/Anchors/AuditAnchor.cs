using ApprovalFlows.Core.Audit.Keys;

namespace ApprovalFlows.Core.Audit.Anchors;

/// <summary>
/// A signed Merkle root over everything that was recorded since the anchor before it, whose hash it holds.
/// </summary>
public sealed class AuditAnchor
{
    /// <summary>Runs from 1 without gaps.</summary>
    public required int Ordinal { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int LeafCount { get; init; }
    public required string Root { get; init; }
    public required string Previous { get; init; }
    public required string Hash { get; init; }
    public required string KeyId { get; init; }
    public required string Signature { get; init; }

    public string ComputeHash() => ComputeHash(Ordinal, At, LeafCount, Root, Previous);

    public static string ComputeHash(int ordinal, DateTimeOffset at, int leafCount, string root, string previous) =>
        new CanonicalForm("approval-flows/audit-anchor/1")
            .With("ordinal", ordinal)
            .With("at", at)
            .With("leaves", leafCount)
            .With("root", root)
            .With("previous", previous)
            .Hash();

    internal sealed class Mapping : IEntityTypeConfiguration<AuditAnchor>
    {
        public void Configure(EntityTypeBuilder<AuditAnchor> builder)
        {
            builder.ToTable("AuditAnchors");
            builder.HasKey(anchor => anchor.Ordinal);
            builder.Property(anchor => anchor.Root).HasMaxLength(64);
            builder.Property(anchor => anchor.Previous).HasMaxLength(64);
            builder.Property(anchor => anchor.Hash).HasMaxLength(64);
            builder.Property(anchor => anchor.KeyId).HasMaxLength(AuditKey.IdLength);
            builder.Property(anchor => anchor.Signature).HasMaxLength(100);
        }
    }
}
