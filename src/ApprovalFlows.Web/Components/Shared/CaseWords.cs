using System.Text.Json;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Web.Components.Shared;

public static class CaseWords
{
    /// <summary>The status as contract and resources spell it: correctionRequested.</summary>
    public static string Of(CaseStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
