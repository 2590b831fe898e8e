using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Papers;

/// <summary>Says what to do about a slot; without numbers, as whoever sees states only is told the same.</summary>
internal static class SlotSteps
{
    public static NextStep? Of(
        PaperSlot slot, SlotState state, Certificate? paper, DateOnly? end, IReadOnlyList<PaperCause> causes)
    {
        var name = slot.Name;
        return state switch
        {
            SlotState.Valid or SlotState.NotNeeded => null,
            SlotState.EndsSoon => new(EndsSoon(name, paper!, end!.Value), slot.Flow),
            SlotState.NotYetValid => new(new Sentence("Papers.Next.Begins", name, paper!.ValidFrom), null),
            SlotState.Expired => new(new Sentence("Papers.Next.Expired", name, end!.Value), slot.Flow),
            SlotState.Suspended => new(new Sentence("Papers.Next.Suspended", name), null),
            SlotState.UsedUp => new(new Sentence("Papers.Next.UsedUp", name), slot.Flow),
            SlotState.Ended => new(new Sentence("Papers.Next.Ended", name), slot.Flow),
            SlotState.Held => new(HeldText.Of(causes[0]), null),
            SlotState.WrongArea => new(new Sentence("Papers.Next.WrongArea", name), slot.Flow),
            _ => new(new Sentence("Papers.Next.Missing", name), slot.Flow),
        };
    }

    // 行政许可法 §50 speaks of what offices issue; a policy or a pass is simply followed by the next one.
    private static Sentence EndsSoon(LocalText name, Certificate paper, DateOnly end) =>
        paper.IssuerDepartmentCode.Length > 0
            ? new Sentence("Papers.Next.Renew", name, end, RenewalWindow.LastDay(end))
            : new Sentence("Papers.Next.Follow", name, end, end.AddDays(1));
}
