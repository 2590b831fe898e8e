using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.EndToEndTests.Kills;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>Submits cases until there are enough, corrects what is asked for and now and then gives up.</summary>
internal sealed class SimulatedApplicant(
    NodePair nodes, string name, Tally tally, Random random, int clerk, int wanted)
    : SimulatedPerson(nodes, name, tally, random)
{
    private const int OpenAtOnce = 150;
    private JsonObject? body;
    private int sent;

    protected override async Task<bool> ActAsync(CancellationToken stop)
    {
        var me = await AnywhereAsync(stop);
        body ??= EmployerApplication.Body(
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime), await me.UploadAllAsync(stop));
        var owed = (await me.SendAsync(HttpMethod.Get, "/api/cases?status=correctionRequested", null, stop))
            .MustSucceed();
        if (Any(owed.GetProperty("items")) is { } asked && Random.Next(2) == 0)
            return await CorrectAsync(me, asked.GetProperty("caseNumber").GetString()!, stop);
        var open = (await me.SendAsync(HttpMethod.Get, "/api/cases?status=inReview", null, stop)).MustSucceed();
        if (Random.Next(60) == 0 && Any(open.GetProperty("items")) is { } given)
            return await WithdrawAsync(me, given.GetProperty("caseNumber").GetString()!, stop);
        if (sent >= wanted || open.GetProperty("totalCount").GetInt32() >= OpenAtOnce) return false;
        await SubmitAsync(me, stop);
        return true;
    }

    private async Task SubmitAsync(ApiUser me, CancellationToken stop)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Name}-{clerk}-{sent}");
        if (Noted("submit", await me.SubmitAsync(key, body!, stop))) sent++;
    }

    private async Task<bool> CorrectAsync(ApiUser me, string number, CancellationToken stop) =>
        Noted("correct", await me.SendAsync(HttpMethod.Post, $"/api/cases/{number}/corrections", body, stop));

    private async Task<bool> WithdrawAsync(ApiUser me, string number, CancellationToken stop) => Noted(
        "withdraw",
        await me.SendAsync(HttpMethod.Post, $"/api/cases/{number}/withdrawal", new { reason = "不再需要" }, stop));
}
