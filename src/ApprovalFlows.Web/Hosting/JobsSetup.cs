using ApprovalFlows.Core;
using ApprovalFlows.Core.Jobs;

namespace ApprovalFlows.Web.Hosting;

public static class JobsSetup
{
    /// <summary>A node whose jobs are off serves pages only.</summary>
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var enabled = builder.Configuration.GetValue(
            $"{ApprovalFlowsOptions.Section}:Jobs:Enabled", defaultValue: true);
        if (enabled) builder.Services.AddSchedule();
    }
}
