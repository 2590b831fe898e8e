using System.Text.Json;

namespace ApprovalFlows.Core.Jobs;

/// <summary>The numbers of a report by their names, whatever job it is of.</summary>
internal static class JobReportNumbers
{
    public static Dictionary<string, int> Of(object report) =>
        JsonSerializer.SerializeToElement(report, report.GetType(), JsonSerializerOptions.Web)
            .Deserialize<Dictionary<string, int>>()!;
}
