using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;

namespace ApprovalFlows.Core.Audit.Verification;

/// <summary>Checks a receipt by itself, with nothing but public keys.</summary>
public static class ReceiptCheck
{
    /// <returns>What is wrong with it; nothing when it is genuine.</returns>
    public static IReadOnlyList<AuditProblem> Run(Receipt receipt, PublicKeys keys)
    {
        var entry = receipt.Entry;
        if (EntryForm.HashOf(entry, receipt.CaseNumber) != entry.Hash)
            return [Problem(receipt, AuditProblemKind.Edited, "its content is not what its hash was made of")];
        if (!keys.Verify(entry.KeyId, entry.Hash, entry.Signature, entry.At))
        {
            return
            [
                Problem(receipt, AuditProblemKind.BadSignature, keys.Knows(entry.KeyId)
                    ? "nobody who may sign has signed it"
                    : $"it is signed with a key nobody vouches for ({entry.KeyId})"),
            ];
        }

        return receipt.Anchor is { } anchor && WrongWith(receipt, anchor, keys) is { } wrong
            ? [Problem(receipt, AuditProblemKind.AnchorEdited, wrong)]
            : [];
    }

    /// <summary>Whether the evidence still holds what the receipt says.</summary>
    public static AuditProblem? Compare(Receipt receipt, CaseEvidence file)
    {
        var there = file.Entries.FirstOrDefault(entry => entry.Sequence == receipt.Entry.Sequence);
        return there is null
            ? Gone(receipt)
            : there.Hash == receipt.Entry.Hash
                ? null
                : Problem(receipt, AuditProblemKind.ReceiptDiffers, "somebody holds a receipt for another entry");
    }

    /// <summary>The entry, or its whole case, is not there any more.</summary>
    public static AuditProblem Gone(Receipt receipt) =>
        Problem(receipt, AuditProblemKind.Deleted, "somebody holds a receipt for this entry");

    private static string? WrongWith(Receipt receipt, ReceiptAnchor proof, PublicKeys keys)
    {
        var anchor = proof.Anchor;
        var place = receipt.Entry.Sequence - proof.First;
        if (place < 0 || place >= proof.Hashes.Count || proof.Hashes[place] != receipt.Entry.Hash)
            return "its anchor does not cover it";
        var leaf = AnchorLeaf.HashOf(receipt.Entry.CaseId, receipt.CaseNumber, proof.First, proof.Hashes);
        if (MerkleTree.Follow(leaf, proof.Path) != anchor.Root) return "its path does not lead to the root";
        if (anchor.ComputeHash() != anchor.Hash) return "the content of its anchor was changed";
        return keys.Verify(anchor.KeyId, anchor.Hash, anchor.Signature, anchor.At)
            ? null
            : "nobody who may sign has signed its anchor";
    }

    private static AuditProblem Problem(Receipt receipt, AuditProblemKind kind, string detail) =>
        new(kind, receipt.CaseNumber, receipt.Entry.Sequence, detail);
}
