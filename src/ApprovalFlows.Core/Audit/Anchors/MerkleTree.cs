using System.Numerics;
using System.Text;

namespace ApprovalFlows.Core.Audit.Anchors;

/// <summary>One step from a leaf to the root: the neighbour's hash and on which side it stands.</summary>
public sealed record MerkleStep(string Side, string Hash)
{
    public const string Left = "left";
    public const string Right = "right";
}

/// <summary>The tree of RFC 6962: leaves and nodes are hashed differently, so that none passes for the other.</summary>
public static class MerkleTree
{
    public static string LeafHash(string content) => Sha256.Of([0, .. Encoding.UTF8.GetBytes(content)]);

    public static string Root(ReadOnlySpan<string> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var split = SplitOf(leaves.Length);
        return NodeHash(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>From the leaf upwards.</summary>
    public static IReadOnlyList<MerkleStep> Path(ReadOnlySpan<string> leaves, int position)
    {
        if (leaves.Length == 1) return [];
        var split = SplitOf(leaves.Length);
        return position < split
            ? [.. Path(leaves[..split], position), new MerkleStep(MerkleStep.Right, Root(leaves[split..]))]
            : [.. Path(leaves[split..], position - split), new MerkleStep(MerkleStep.Left, Root(leaves[..split]))];
    }

    /// <summary>The root that a leaf and its path lead to.</summary>
    public static string Follow(string leaf, IEnumerable<MerkleStep> path) => path.Aggregate(
        leaf,
        (hash, step) => step.Side == MerkleStep.Left ? NodeHash(step.Hash, hash) : NodeHash(hash, step.Hash));

    private static string NodeHash(string left, string right) =>
        Sha256.Of([1, .. Convert.FromHexString(left), .. Convert.FromHexString(right)]);

    // The largest power of two below the number of leaves.
    private static int SplitOf(int count) => 1 << BitOperations.Log2((uint)(count - 1));
}
