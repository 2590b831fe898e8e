using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>Reads the state of one slot from the papers that could fill it.</summary>
internal sealed class SlotReading(PaperSlots data, Worker worker, PaperGraph graph, DateOnly today)
{
    public BoardSlot Read(PaperSlot slot, IEnumerable<Certificate> papers)
    {
        var fitting = papers.Where(paper => slot.Kinds.Contains(paper.Kind) && IsOfEmployer(slot, paper)).ToList();
        var inArea = fitting.Where(paper => slot.Holder == HolderKind.Enterprise || NamesArea(slot, paper)).ToList();
        var cover = DaySet.UnionOf(inArea.Select(paper => paper.OwnDays()));
        var (state, paper) = Choose(inArea, cover);
        if (state is not (SlotState.Valid or SlotState.EndsSoon or SlotState.Held)
            && fitting.Find(other => other.StateOn(today) == CertificateState.Valid && !IsUsed(other)) is { } elsewhere)
            (state, paper) = (SlotState.WrongArea, elsewhere);
        if (!data.IsNeeded(slot, worker) && paper is null) state = SlotState.NotNeeded;

        var causes = state == SlotState.Held ? graph.On(paper!, today).Causes : [];
        var end = EndOf(state, paper, cover);
        return new BoardSlot(
            slot, state, paper, end, cover.Spans, causes, SlotSteps.Of(slot, state, paper, end, causes));
    }

    private (SlotState State, Certificate? Paper) Choose(List<Certificate> papers, DaySet cover)
    {
        var current = papers.Where(paper => paper.StateOn(today) == CertificateState.Valid && !IsUsed(paper))
            .OrderBy(paper => graph.On(paper, today).Causes.Count)
            .ThenByDescending(paper => paper.LastDay)
            .FirstOrDefault();
        if (current is not null)
        {
            if (graph.On(current, today).Causes.Count > 0) return (SlotState.Held, current);
            var isSoon = cover.SpanAt(today)!.Value.To <= today.AddDays(data.SoonDays);
            return (isSoon ? SlotState.EndsSoon : SlotState.Valid, current);
        }

        if (papers.Find(paper => paper.StateOn(today) == CertificateState.Suspended) is { } suspended)
            return (SlotState.Suspended, suspended);
        var coming = papers.Where(paper => paper.StateOn(today) == CertificateState.NotYetValid)
            .MinBy(paper => paper.ValidFrom);
        if (coming is not null) return (SlotState.NotYetValid, coming);
        var last = papers.MaxBy(paper => paper.EndedOn?.AddDays(-1) ?? paper.LastDay);
        if (last is null) return (SlotState.Missing, null);
        return (IsUsed(last) ? SlotState.UsedUp : EndedAs(last.StateOn(today)), last);
    }

    // It covered the day of the exit, but after the exit there is nothing left of it [D§5].
    private bool IsUsed(Certificate paper) =>
        paper.Status == CertificateStatus.UsedUp && paper.EndedOn <= today.AddDays(1);

    private static SlotState EndedAs(CertificateState state) => state switch
    {
        CertificateState.Expired => SlotState.Expired,
        CertificateState.UsedUp => SlotState.UsedUp,
        _ => SlotState.Ended,
    };

    private DateOnly? EndOf(SlotState state, Certificate? paper, DaySet cover) => state switch
    {
        SlotState.Valid or SlotState.EndsSoon or SlotState.Held => cover.SpanAt(today)!.Value.To,
        SlotState.Expired => paper!.LastDay,
        _ => null,
    };

    // A policy may name no employer; a permit or agreement for another one is worth nothing here.
    private bool IsOfEmployer(PaperSlot slot, Certificate paper) => slot.Holder == HolderKind.Enterprise
        ? paper.EnterpriseId == worker.EnterpriseId
        : !slot.OfEmployer || worker.EnterpriseId is null || paper.EnterpriseId is null
            || paper.EnterpriseId == worker.EnterpriseId;

    private bool NamesArea(PaperSlot slot, Certificate paper)
    {
        if (worker.WorkAreaCode is not { } area) return true;
        return data.AreaRuleFor(slot, worker) is null
            ? AreaLimits.Allows(paper.AreaCodes, area)
            : AreaLimits.Names(paper.AreaCodes, area);
    }
}
