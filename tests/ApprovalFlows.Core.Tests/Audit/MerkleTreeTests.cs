using ApprovalFlows.Core.Audit.Anchors;

namespace ApprovalFlows.Core.Tests.Audit;

public sealed class MerkleTreeTests
{
    // The roots of RFC 6962 over the seven inputs of the tests of Certificate Transparency.
    private static readonly string[] Leaves =
        [.. new[] { "", "\0", "\u0010", "\u0020\u0021", "\u0030\u0031", "\u0040\u0041\u0042\u0043" }
            .Select(MerkleTree.LeafHash)];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    public void Root_OfTheKnownInputs_IsTheKnownRoot(int count, string root) =>
        Assert.Equal(root, MerkleTree.Root(Leaves.AsSpan(0, count)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Path_OfEveryLeaf_LeadsToTheRoot(int count)
    {
        var root = MerkleTree.Root(Leaves.AsSpan(0, count));

        for (var place = 0; place < count; place++)
        {
            var path = MerkleTree.Path(Leaves.AsSpan(0, count), place);
            Assert.Equal(root, MerkleTree.Follow(Leaves[place], path));
            Assert.All(Leaves.Where((_, other) => other != place), leaf =>
                Assert.NotEqual(root, MerkleTree.Follow(leaf, path)));
        }
    }
}
