using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;

namespace ApprovalFlows.Core.Audit.Verification;

public sealed record AuditReport(
    long Cases,
    long Entries,
    long Anchors,
    long AnchoredEntries,
    long ProblemCount,
    IReadOnlyList<AuditProblem> Problems)
{
    public bool IsGood => ProblemCount == 0;
}

/// <summary>
/// Checks all evidence of a source, one case at a time, with nothing but public keys. What is wrong is
/// told with its place; beyond a number of problems they are only counted.
/// </summary>
public sealed class AuditVerifier(
    IEvidenceSource source, PublicKeys keys, IReadOnlyList<Receipt>? receipts = null)
{
    public const int MaxProblems = 10_000;
    public const int MaxStrays = 1_000;

    private readonly List<AuditProblem> problems = [];
    private readonly List<Stray> strays = [];
    private readonly ILookup<Guid, Receipt> receiptsOf = (receipts ?? []).ToLookup(receipt => receipt.Entry.CaseId);
    private readonly HashSet<Guid> seen = [];
    private readonly Dictionary<int, string> roots = [];
    private long count;
    private long cases;
    private long entries;
    private long anchored;
    private int anchors;

    public async Task<AuditReport> RunAsync(CancellationToken cancellation = default)
    {
        foreach (var id in keys.Follow(await source.KeysAsync(cancellation)))
            Report(new(AuditProblemKind.UnknownKey, $"key {id}", null, "no trusted key handed over to it"));
        await CheckAnchorsAsync(cancellation);
        await foreach (var file in source.CasesAsync(cancellation)) CheckCase(file);
        await foreach (var oddment in source.OddmentsAsync(cancellation)) Report(oddment);
        NameSwaps();
        foreach (var receipt in (receipts ?? []).Where(receipt => !seen.Contains(receipt.Entry.CaseId)))
            Report(ReceiptCheck.Gone(receipt));
        return new AuditReport(cases, entries, anchors, anchored, count, problems);
    }

    private async Task CheckAnchorsAsync(CancellationToken cancellation)
    {
        var previous = EntryForm.Genesis;
        await foreach (var (anchor, leaves) in source.AnchorsAsync(cancellation))
        {
            var place = $"anchor {anchor.Ordinal}";
            for (anchors++; anchors < anchor.Ordinal; anchors++)
                Report(new(AuditProblemKind.AnchorMissing, $"anchor {anchors}", null, "a later one is there"));
            if (WrongWith(anchor, leaves, previous) is { } wrong)
                Report(new(AuditProblemKind.AnchorEdited, place, null, wrong));
            previous = anchor.Hash;
            if (leaves is null) roots[anchor.Ordinal] = anchor.Root;
        }
    }

    private string? WrongWith(AuditAnchor anchor, IReadOnlyList<AnchorLeaf>? leaves, string previous) =>
        anchor.ComputeHash() != anchor.Hash ? "its content is not what its hash was made of"
        : !keys.Verify(anchor.KeyId, anchor.Hash, anchor.Signature, anchor.At) ? "nobody who may sign has signed it"
        : anchor.Previous != previous ? "it follows another anchor than the one before it"
        : leaves is not null && !IsRoot(anchor, leaves) ? "its leaves do not lead to its root"
        : null;

    private static bool IsRoot(AuditAnchor anchor, IReadOnlyList<AnchorLeaf> leaves) =>
        leaves.Count == anchor.LeafCount
        && leaves.Count > 0
        && MerkleTree.Root([.. leaves.Select(leaf => leaf.Hash)]) == anchor.Root;

    private void CheckCase(CaseEvidence file)
    {
        cases++;
        entries += file.Entries.Count;
        anchored += file.Leaves.Sum(leaf => leaf.Leaf.Last - leaf.Leaf.First + 1);
        var check = new ChainCheck(keys, file);
        foreach (var problem in check.Run()) Report(problem);
        foreach (var entry in check.Strays.TakeWhile(_ => strays.Count < MaxStrays))
            strays.Add(new Stray(file.Head.Id, file.Head.Number, entry));
        CheckReceipts(file);
        CheckPaths(file);
    }

    private void CheckReceipts(CaseEvidence file)
    {
        foreach (var receipt in receiptsOf[file.Head.Id])
        {
            seen.Add(file.Head.Id);
            foreach (var problem in ReceiptCheck.Run(receipt, keys)) Report(problem);
            if (ReceiptCheck.Compare(receipt, file) is { } difference) Report(difference);
        }
    }

    private void CheckPaths(CaseEvidence file)
    {
        foreach (var (leaf, path) in file.Leaves)
        {
            if (path is null) continue;
            if (roots.GetValueOrDefault(leaf.AnchorOrdinal) is not { } root)
                Report(new(
                    AuditProblemKind.AnchorMissing,
                    file.Head.Number,
                    leaf.First,
                    $"anchor {leaf.AnchorOrdinal} is gone"));
            else if (MerkleTree.Follow(leaf.Hash, path) != root)
                Report(new(
                    AuditProblemKind.AnchorEdited,
                    file.Head.Number,
                    leaf.First,
                    $"its path does not lead to the root of anchor {leaf.AnchorOrdinal}"));
        }
    }

    // An entry that was signed as one of another case in trouble was moved, not edited.
    private void NameSwaps()
    {
        var candidates = strays.Select(stray => (stray.CaseId, stray.Number)).Distinct().ToList();
        foreach (var stray in strays)
        {
            var from = candidates.Find(candidate => candidate.Number != stray.Number && stray.WasSignedIn(candidate));
            var known = problems.FindIndex(problem => problem.Place == stray.Number
                && problem.Sequence == stray.Entry.Sequence
                && problem.Kind is AuditProblemKind.Edited or AuditProblemKind.Inserted);
            if (from.Number is null || known < 0) continue;
            problems[known] = problems[known] with
            {
                Kind = AuditProblemKind.Swapped,
                Detail = $"it was signed as an entry of {from.Number}",
            };
        }
    }

    private void Report(AuditProblem problem)
    {
        count++;
        if (problems.Count < MaxProblems) problems.Add(problem);
    }

    private sealed record Stray(Guid CaseId, string Number, AuditEntry Entry)
    {
        public bool WasSignedIn((Guid CaseId, string Number) other) =>
            IsOf(other.CaseId, other.Number) || IsOf(CaseId, other.Number);

        private bool IsOf(Guid caseId, string number) =>
            EntryForm.Of(Entry, caseId, number, Entry.Sequence).Hash() == Entry.Hash;
    }
}
