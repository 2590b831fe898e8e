using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>A rung that concerns a party: of which paper or gap, and what is to be said.</summary>
public sealed record NoticeDraft(
    WatchRung Rung, Party Party, Guid SubjectId, DateOnly Version, DateOnly ReachedOn, Sentence Text, string Address)
{
    /// <summary>A lower rung is written down and never told.</summary>
    public bool IsHighest { get; init; } = true;
}

/// <summary>Writes down what has no row yet.</summary>
public sealed class NoticeBook(AppDbContext db, TimeProvider time)
{
    public async Task<WatchTally> AddAsync(
        Watcher watch, IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellation = default)
    {
        if (drafts.Count == 0) return new WatchTally();
        var subjects = drafts.Select(draft => draft.SubjectId).Distinct().ToList();
        var present = (await db.PaperNotices
            .Where(row => subjects.Contains(row.SubjectId) && row.Watcher == watch.Key)
            .ToListAsync(cancellation)).ToLookup(row => (row.SubjectId, row.Version, row.Party));
        var order = watch.Rungs.Select(rung => rung.Key).ToList();
        var (recorded, skipped) = (0, 0);
        foreach (var draft in drafts)
        {
            var rows = present[(draft.SubjectId, draft.Version, draft.Party.ToString())].ToList();
            if (rows.Exists(row => row.Rung == draft.Rung.Key)) continue;
            var place = order.IndexOf(draft.Rung.Key);
            var isTold = draft.IsHighest && !rows.Exists(row => order.IndexOf(row.Rung) > place);
            if (isTold) skipped += Overtake(rows);
            db.PaperNotices.Add(Row(watch, draft, isTold));
            (recorded, skipped) = (recorded + 1, skipped + (isTold ? 0 : 1));
        }

        return new WatchTally { Recorded = recorded, HigherRung = skipped };
    }

    // Recorded by a node that ended before it told them.
    private static int Overtake(List<PaperNotice> rows)
    {
        var waiting = rows.FindAll(row => row.State == NoticeState.Waiting);
        foreach (var row in waiting) row.State = NoticeState.Skipped;
        return waiting.Count;
    }

    private PaperNotice Row(Watcher watch, NoticeDraft draft, bool isTold) => new()
    {
        Watcher = watch.Key,
        SubjectId = draft.SubjectId,
        Version = draft.Version,
        Rung = draft.Rung.Key,
        Party = draft.Party.ToString(),
        Text = isTold ? SentenceText.Write(draft.Text) : "",
        Address = draft.Address,
        IsUrgent = draft.Rung.Urgent,
        ReachedOn = draft.ReachedOn,
        RecordedAt = time.GetUtcNow(),
        State = isTold ? NoticeState.Waiting : NoticeState.Skipped,
    };
}
