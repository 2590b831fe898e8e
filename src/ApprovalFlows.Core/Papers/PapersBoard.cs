using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>
/// Is this worker in order, until when, and what is missing? Everything on it follows from the papers and the
/// day; nothing is stored.
/// </summary>
public sealed record PapersBoard(
    DateOnly Today,
    Lamp Lamp,
    DateOnly? End,
    IReadOnlyList<BoardSlot> Slots,
    IReadOnlyList<CoverGap> Gaps,
    IReadOnlyList<Sentence> Flags)
{
    /// <summary>Slots that count are hidden from the reader: lamp and end tell of the others.</summary>
    public bool IsPartial { get; private init; }

    /// <param name="worker">Whose board it is.</param>
    /// <param name="papers">All papers of the worker.</param>
    /// <param name="employerPapers">Those of the employers and agencies behind them.</param>
    /// <param name="today">The day in China.</param>
    /// <param name="isSeen">The slots that the reader may see; all where it is not given.</param>
    public static PapersBoard Of(
        Worker worker,
        IReadOnlyCollection<Certificate> papers,
        IReadOnlyCollection<Certificate> employerPapers,
        DateOnly today,
        Func<PaperSlot, bool>? isSeen = null)
    {
        var data = PaperSlots.Seed;
        var reading = new SlotReading(
            data, worker, new PaperGraph([.. papers, .. employerPapers]), today);
        var seen = data.Slots.Where(slot => isSeen?.Invoke(slot) ?? true).ToList();
        var slots = seen
            .Select(slot => reading.Read(
                slot, slot.Holder == HolderKind.Enterprise ? employerPapers : papers))
            .ToList();
        var end = EndOf(slots);
        return new PapersBoard(
            today, LampOf(slots, end, today.AddDays(data.SoonDays)), end, slots, GapsOf(slots),
            FlagsOf(data, worker, slots))
        {
            IsPartial = data.Slots.Except(seen).Any(slot => slot.Counts),
        };
    }

    public BoardSlot this[string slot] => Slots.First(row => row.Slot.Id == slot);

    // No end can be told while something is missing; of what is past, the first to end tells since when.
    private static DateOnly? EndOf(IEnumerable<BoardSlot> slots)
    {
        var counting = slots.Where(Matters).ToList();
        return counting.All(slot => slot.IsGood || slot.State == SlotState.Expired)
            ? counting.Min(slot => slot.End)
            : null;
    }

    private static Lamp LampOf(IEnumerable<BoardSlot> slots, DateOnly? end, DateOnly soon)
    {
        if (slots.Where(Matters).Any(slot => !slot.IsGood)) return Lamp.Red;
        return end <= soon ? Lamp.Amber : Lamp.Green;
    }

    private static bool Matters(BoardSlot slot) => slot.Slot.Counts && slot.State != SlotState.NotNeeded;

    private static List<CoverGap> GapsOf(List<BoardSlot> slots) =>
    [
        .. from slot in slots
           where slot.Slot.Covers is not null
           let needed = slots.Find(other => other.Slot.Id == slot.Slot.Covers)
           where needed is not null
           from gap in SetOf(needed).Except(SetOf(slot)).Spans
           orderby gap.From
           select new CoverGap(slot.Slot, gap.From, gap.To),
    ];

    private static DaySet SetOf(BoardSlot slot) =>
        DaySet.UnionOf(slot.Spans.Select(span => DaySet.Of(span.From, span.To)));

    // The border pass alone entitles to nothing outside the border zone, of which 港口区 is no part.
    private static IReadOnlyList<Sentence> FlagsOf(PaperSlots data, Worker worker, List<BoardSlot> slots) =>
    [
        .. slots.Where(slot => !slot.IsGood && data.AreaRuleFor(slot.Slot, worker) is not null)
            .Select(slot => new Sentence("Papers.Flag.Area", slot.Slot.Name, worker.WorkAreaCode!)),
    ];
}
