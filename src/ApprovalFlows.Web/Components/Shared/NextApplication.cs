using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Papers;

namespace ApprovalFlows.Web.Components.Shared;

/// <summary>The forms a reader may apply with, and the address of one with what a board knows filled in.</summary>
public sealed class NextApplication(FlowService flows, ApplicantService applicants)
{
    /// <summary>What an address may fill in; everything else is the applicant's to say.</summary>
    public static IReadOnlyList<string> Prefilled { get; } =
        [Matter.Field, Matter.PreviousField, "worker", FormOpener.EnterpriseField, "sourceNumber", "ground"];

    public async Task<IReadOnlyDictionary<string, PublishedFlow>> OpenAsync(CancellationToken cancellation)
    {
        var kinds = await applicants.KindsAsync(cancellation);
        return kinds.Count == 0
            ? new Dictionary<string, PublishedFlow>()
            : (await flows.ListPublishedAsync(cancellation))
                .Where(flow => kinds.Any(flow.Form.Admits)).ToDictionary(flow => flow.Flow);
    }

    /// <summary>Null where the reader may not do the next step.</summary>
    public static string? AddressOf(
        IReadOnlyDictionary<string, PublishedFlow> open, BoardSlot slot, Guid worker)
    {
        if (slot.Next?.Flow is not { } flow || !open.TryGetValue(flow, out var published)) return null;
        var matter = MatterOf(slot.State);
        var values = new List<string>();
        if (published.Form.FindField("worker") is not null) values.Add($"worker={worker}");
        if (published.Form.FindField(Matter.Field) is not null) values.Add($"{Matter.Field}={matter}");
        if (matter != Matter.New && published.Form.FindField(Matter.PreviousField) is not null
            && slot.Paper is { } paper && CertificateKinds.Find(paper.Kind) is { IsNumbered: true })
            values.Add($"{Matter.PreviousField}={paper.Number}");
        return values.Count == 0 ? $"/apply/{flow}" : $"/apply/{flow}?{string.Join('&', values)}";
    }

    /// <summary>What the reader may apply for with regard to a paper: its renewal, change and replacement.</summary>
    public async Task<IReadOnlyList<(string Matter, string Address)>> MattersOfAsync(
        Certificate paper, DateOnly today, CancellationToken cancellation)
    {
        if (paper.IsEnded || paper.LastDay < today) return [];
        var flow = (await OpenAsync(cancellation)).Values.FirstOrDefault(open =>
            open.Form.Facts?.Any(fact => fact.Kind == Matter.Fact && fact.Paper == paper.Kind) == true);
        var worker = paper.WorkerId is { } id ? $"&worker={id}" : "";
        return flow is null
            ? []
            : [.. new[] { Matter.Renewal, Matter.Change, Matter.Replacement }.Select(matter => (matter,
                $"/apply/{flow.Flow}?{Matter.Field}={matter}&{Matter.PreviousField}={paper.Number}{worker}"))];
    }

    private static string MatterOf(SlotState state) => state switch
    {
        SlotState.EndsSoon => Matter.Renewal,
        SlotState.WrongArea => Matter.Change,
        _ => Matter.New,
    };
}
