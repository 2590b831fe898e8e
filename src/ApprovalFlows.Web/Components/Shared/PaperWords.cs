using ApprovalFlows.Core.Papers;

namespace ApprovalFlows.Web.Components.Shared;

public static class PaperWords
{
    public static Tone ToneOf(Lamp lamp) => lamp switch
    {
        Lamp.Green => Tone.Good,
        Lamp.Amber => Tone.Soon,
        _ => Tone.Bad,
    };

    public static Tone ToneOf(BoardSlot slot) => slot.State switch
    {
        SlotState.Valid => Tone.Good,
        SlotState.EndsSoon or SlotState.NotYetValid => Tone.Soon,
        SlotState.NotNeeded => Tone.Closed,
        _ => slot.Slot.Counts ? Tone.Bad : Tone.Soon,
    };
}
