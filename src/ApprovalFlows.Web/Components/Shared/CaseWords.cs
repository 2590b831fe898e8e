using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Flows;

namespace ApprovalFlows.Web.Components.Shared;

public static class CaseWords
{
    /// <summary>The matter in the reader's language while its flow is published, else as it was submitted.</summary>
    public static string TitleOf(this IReadOnlyList<PublishedFlow> flows, string flow, string title) =>
        flows.FirstOrDefault(known => known.Flow == flow)?.Form.Title.ToString() ?? title;

    /// <summary>The status as contract and resources spell it: correctionRequested.</summary>
    public static string Of(CaseStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
