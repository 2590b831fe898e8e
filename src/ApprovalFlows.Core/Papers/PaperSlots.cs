using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

public enum SlotGroup
{
    Certificates,
    Insurances,
    Further,
}

/// <summary>
/// A place on the board that papers of some kinds fill. <see cref="Modes"/> says who needs it, everybody where it
/// is empty; <see cref="Counts"/> whether end date and lamp depend on it; <see cref="Covers"/> names the slot
/// whose days it must cover; <see cref="OfEmployer"/> means that only papers for the present employer count.
/// </summary>
public sealed record PaperSlot(string Id, IReadOnlyList<string> Kinds, SlotGroup Group, bool Counts, LocalText Name)
{
    public HolderKind Holder { get; init; } = HolderKind.Worker;
    public IReadOnlyList<WorkerMode> Modes { get; init; } = [];
    public bool OfEmployer { get; init; }
    public string? Covers { get; init; }

    /// <summary>The flow in which one asks for the paper.</summary>
    public string? Flow { get; init; }
}

/// <summary>Who works in the area needs a paper in the slot that names the area, however he lives.</summary>
public sealed record AreaRule(string Area, string Slot);

/// <summary>四证两险一中心 as data: nobody ever listed the six, so they can be changed without a new program.</summary>
public sealed record PaperSlots(
    string Source, int SoonDays, IReadOnlyList<PaperSlot> Slots, IReadOnlyList<AreaRule> AreaRules)
{
    public static PaperSlots Seed { get; } = SeedFile.Read<PaperSlots>("Papers/slots.json");

    public bool IsNeeded(PaperSlot slot, Worker worker) =>
        slot.Modes.Count == 0 || slot.Modes.Contains(worker.Mode) || AreaRuleFor(slot, worker) is not null;

    public AreaRule? AreaRuleFor(PaperSlot slot, Worker worker) => AreaRules.FirstOrDefault(rule =>
        rule.Slot == slot.Id && worker.WorkAreaCode?.StartsWith(rule.Area, StringComparison.Ordinal) == true);
}
