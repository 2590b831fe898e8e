using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;

namespace ApprovalFlows.Core.Audit.Verification;

/// <summary>
/// Checks the chain of one case. It first finds out which entries are genuine and where they were signed
/// to stand; whatever does not fit the row of genuine entries is named by what must have been done to it.
/// </summary>
internal sealed class ChainCheck(PublicKeys keys, CaseEvidence evidence)
{
    // Moved entries are looked for at so many other places at most.
    private const int MaxPlaces = 2000;

    private readonly CaseHead head = evidence.Head;
    private readonly List<AuditProblem> problems = [];
    private readonly SortedDictionary<int, AuditEntry> genuine = [];
    private readonly List<(AuditEntry Entry, bool IsRehashed)> suspects = [];
    private bool headIsSigned;

    /// <summary>Signed entries whose content does not fit; they may belong to another case.</summary>
    public IEnumerable<AuditEntry> Strays => suspects
        .Where(suspect => !suspect.IsRehashed && IsSigned(suspect.Entry, isWhole: false))
        .Select(suspect => suspect.Entry);

    public IReadOnlyList<AuditProblem> Run()
    {
        headIsSigned = head.Hash is not null && keys.Verify(
            head.KeyId,
            EntryForm.HeadHash(head.Id, head.Number, head.Count, head.Hash),
            head.Signature,
            DateTimeOffset.MinValue);
        Sort();
        var expected = Math.Max(
            Math.Max(ToldByHead(), genuine.Keys.LastOrDefault()),
            evidence.Leaves.Select(leaf => leaf.Leaf.Last).DefaultIfEmpty().Max());
        NameSuspects(expected);
        CheckLinks();
        CheckHead(expected);
        if (problems.Count == 0) CheckCase();
        CheckLeaves();
        return problems;
    }

    // A head that nobody signed may at most say that what is there was meant to be there.
    private int ToldByHead() => headIsSigned
        ? head.Count
        : Math.Min(head.Count, evidence.Entries.Select(entry => entry.Sequence).DefaultIfEmpty().Max());

    private void Sort()
    {
        var last = 0;
        foreach (var entry in evidence.Entries)
        {
            var place = PlaceOf(entry);
            if (place is null) continue;
            if (!genuine.TryAdd(place.Value, entry))
                Report(AuditProblemKind.Inserted, entry.Sequence, $"a copy of entry {place}");
            else if (place < last)
                Report(AuditProblemKind.Reordered, entry.Sequence, $"it was signed as entry {place}");
            last = Math.Max(last, place.Value);
        }
    }

    /// <summary>The number under which it was signed; null when it is not genuine.</summary>
    private int? PlaceOf(AuditEntry entry)
    {
        var isWhole = EntryForm.HashOf(entry, head.Number) == entry.Hash;
        var isSigned = IsSigned(entry, isWhole);
        if (isWhole)
        {
            if (isSigned) return entry.Sequence;
            suspects.Add((entry, true));
            return null;
        }

        if (isSigned && MovedFrom(entry) is { } place) return place;
        suspects.Add((entry, false));
        return null;
    }

    private int? MovedFrom(AuditEntry entry)
    {
        var places = Math.Min(MaxPlaces, Math.Max(head.Count, evidence.Entries.Count) + 1);
        for (var place = 1; place <= places; place++)
            if (EntryForm.Of(entry, head.Id, head.Number, place).Hash() == entry.Hash)
                return place;
        return null;
    }

    private void NameSuspects(int expected)
    {
        var missing = new SortedSet<int>(Enumerable.Range(1, expected).Where(place => !genuine.ContainsKey(place)));
        foreach (var (entry, isRehashed) in suspects)
        {
            if (!missing.Remove(entry.Sequence))
                Report(AuditProblemKind.Inserted, entry.Sequence, "nobody who may sign has signed it");
            else if (!isRehashed)
                Report(AuditProblemKind.Edited, entry.Sequence, "its content is not what its hash was made of");
            else if (IsVouchedFor(entry))
                Report(AuditProblemKind.BadSignature, entry.Sequence, "the entry after it and the head vouch for it");
            else
                Report(AuditProblemKind.Rehashed, entry.Sequence, NotSigned(entry));
        }

        var tail = Math.Max(genuine.Keys.LastOrDefault(), suspects.Select(row => row.Entry.Sequence)
            .DefaultIfEmpty().Max());
        foreach (var place in missing.Where(place => place < tail))
            Report(AuditProblemKind.Deleted, place, "the entries around it are there");
        if (missing.GetViewBetween(tail, int.MaxValue) is { Count: > 0 } gone)
            Report(AuditProblemKind.TailTruncated, gone.Min, $"entries {gone.Min} to {gone.Max} are gone");
    }

    private string NotSigned(AuditEntry entry) => keys.Knows(entry.KeyId)
        ? "hash and content agree, but the signature is of something else"
        : $"it is signed with a key nobody vouches for ({entry.KeyId})";

    private bool IsVouchedFor(AuditEntry entry) =>
        genuine.TryGetValue(entry.Sequence + 1, out var next)
            ? next.Previous == entry.Hash
            : headIsSigned && head.Count == entry.Sequence && head.Hash == entry.Hash;

    private void CheckLinks()
    {
        foreach (var (place, entry) in genuine)
        {
            var before = place == 1 ? EntryForm.Genesis : genuine.GetValueOrDefault(place - 1)?.Hash;
            if (before is not null && entry.Previous != before)
                Report(AuditProblemKind.Forked, entry.Sequence, "it follows another entry than the one before it");
        }
    }

    private void CheckHead(int expected)
    {
        if (expected == 0 && evidence.Entries.Count == 0)
            Report(AuditProblemKind.Deleted, 1, "the case has no entry at all");
        else if (!headIsSigned)
            Report(AuditProblemKind.HeadEdited, null, "nobody who may sign has signed the head of the chain");
        else if (head.Count < genuine.Keys.LastOrDefault())
            Report(AuditProblemKind.HeadEdited, null, $"the head is an older one, of entry {head.Count}");
        else if (genuine.TryGetValue(head.Count, out var last) && last.Hash != head.Hash)
            Report(AuditProblemKind.HeadEdited, null, "the head is that of another entry");
    }

    private void CheckCase()
    {
        var last = evidence.Entries[^1];
        if (last.Status is { } status && status != head.Status)
            Report(AuditProblemKind.CaseEdited, null, $"its status is {head.Status}, the last entry says {status}");
        if (last.ValuesSha256 is { } values && values != head.ValuesSha256)
            Report(AuditProblemKind.CaseEdited, null, "its values are not those of the last entry");
    }

    private void CheckLeaves()
    {
        var isWhole = problems.Count == 0;
        var next = 1;
        foreach (var (leaf, _) in evidence.Leaves)
        {
            if (leaf.First != next)
                Report(AuditProblemKind.AnchorMissing, next, $"no anchor covers entries {next} to {leaf.First - 1}");
            next = leaf.Last + 1;
            if (!isWhole) continue;
            var hashes = evidence.Entries
                .Where(entry => entry.Sequence >= leaf.First && entry.Sequence <= leaf.Last)
                .Select(entry => entry.Hash!)
                .ToList();
            if (AnchorLeaf.HashOf(head.Id, head.Number, leaf.First, hashes) != leaf.Hash)
                Report(AuditProblemKind.Rehashed, leaf.First, $"anchor {leaf.AnchorOrdinal} holds another chain");
        }
    }

    // An edited time must not make a good signature look like one of a retired key.
    private bool IsSigned(AuditEntry entry, bool isWhole) => keys.Verify(
        entry.KeyId, entry.Hash, entry.Signature, isWhole ? entry.At : DateTimeOffset.MinValue);

    private void Report(AuditProblemKind kind, int? sequence, string detail) =>
        problems.Add(new AuditProblem(kind, head.Number, sequence, detail));
}
