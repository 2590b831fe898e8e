using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Papers;

/// <summary>Says what to do about a slot.</summary>
internal static class SlotSteps
{
    public static NextStep? Of(
        PaperSlot slot, SlotState state, Certificate? paper, DateOnly? end, IReadOnlyList<PaperCause> causes)
    {
        var name = slot.Name;
        return state switch
        {
            SlotState.Valid or SlotState.NotNeeded => null,
            SlotState.EndsSoon => new(
                new Sentence("Papers.Next.Renew", name, end!.Value, RenewalWindow.LastDay(end.Value)), slot.Flow),
            SlotState.NotYetValid => new(new Sentence("Papers.Next.Begins", paper!.Number, paper.ValidFrom), null),
            SlotState.Expired => new(new Sentence("Papers.Next.Expired", name, end!.Value), slot.Flow),
            SlotState.Suspended => new(new Sentence("Papers.Next.Suspended", paper!.Number), null),
            SlotState.UsedUp => new(new Sentence("Papers.Next.UsedUp", paper!.Number), slot.Flow),
            SlotState.Ended => new(new Sentence("Papers.Next.Ended", paper!.Number), slot.Flow),
            SlotState.Held => new(HeldText.Of(causes[0]), null),
            SlotState.WrongArea => new(new Sentence("Papers.Next.WrongArea", paper!.Number), slot.Flow),
            _ => new(new Sentence("Papers.Next.Missing", name), slot.Flow),
        };
    }
}
