using System.Globalization;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Approval and filing (核准、备案) with a number of the form 机关代字〔year〕n号 (GB/T 9704).</summary>
public sealed class FilingService(
    CaseService cases,
    NumberService numbers,
    FactCheck facts,
    DecisionInProgress decision,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<string> FileAsync(
        string instanceId, string issuerCode, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        await facts.MustStillHoldAsync(file, cancellation);
        var year = ChinaTime.DateOf(now).Year.ToString(CultureInfo.InvariantCulture);
        var serial = await numbers.NextAsync($"filing:{issuerCode}:{year}", cancellation);
        var number = $"{issuerCode}〔{year}〕{serial.ToString(CultureInfo.InvariantCulture)}号";
        file.Approve(current.Actor, number, decision.Task?.Opinion, now);
        return number;
    }
}
