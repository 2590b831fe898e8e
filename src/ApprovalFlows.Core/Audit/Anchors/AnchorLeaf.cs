namespace ApprovalFlows.Core.Audit.Anchors;

/// <summary>The part of one case's chain that an anchor covers: entries First to Last, the head then.</summary>
public sealed class AnchorLeaf
{
    public required int AnchorOrdinal { get; init; }

    /// <summary>Place among the leaves of the anchor, from 0.</summary>
    public required int Position { get; init; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required int First { get; init; }
    public required int Last { get; init; }
    public required string Hash { get; init; }

    /// <param name="caseId">Whose chain.</param>
    /// <param name="caseNumber">Its number.</param>
    /// <param name="first">Sequence of the first entry.</param>
    /// <param name="hashes">Hashes of the entries from there on.</param>
    public static string HashOf(Guid caseId, string caseNumber, int first, IReadOnlyList<string> hashes) =>
        MerkleTree.LeafHash(new CanonicalForm("approval-flows/anchor-leaf/1")
            .With("case", caseId)
            .With("number", caseNumber)
            .With("first", first)
            .With("hashes", string.Join(',', hashes))
            .ToString());

    internal sealed class Mapping : IEntityTypeConfiguration<AnchorLeaf>
    {
        public void Configure(EntityTypeBuilder<AnchorLeaf> builder)
        {
            builder.ToTable("AnchorLeaves");
            builder.HasKey(leaf => new { leaf.AnchorOrdinal, leaf.Position });
            builder.Property(leaf => leaf.CaseNumber).HasMaxLength(40);
            builder.Property(leaf => leaf.Hash).HasMaxLength(64);
            builder.HasIndex(leaf => new { leaf.CaseId, leaf.Last });
        }
    }
}
