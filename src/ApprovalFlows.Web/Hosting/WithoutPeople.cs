using System.Diagnostics;
using OpenTelemetry;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// Takes out of a trace what may name a person: search words, addresses and browsers. The correlation of a
/// workflow stays where it is a case number; a flow may have made it of anything.
/// </summary>
internal sealed class WithoutPeople : BaseProcessor<Activity>
{
    private static readonly string[] s_dropped =
    [
        "url.query", "client.address", "client.port", "network.peer.address", "network.peer.port",
        "user_agent.original", "exception.message", "exception.stacktrace",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in s_dropped)
            if (data.GetTagItem(tag) is not null) data.SetTag(tag, null);
        if (data.GetTagItem("url.full") is string full) data.SetTag("url.full", full.Split('?')[0]);
        if (data.GetTagItem("workflow.correlation") is not string correlation) return;
        data.SetTag("workflow.correlation", null);
        if (LogSetup.IsCaseNumber(correlation)) data.SetTag("case.number", correlation);
    }
}
