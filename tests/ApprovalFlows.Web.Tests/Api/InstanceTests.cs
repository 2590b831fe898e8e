using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

public sealed class InstanceTests : IAsyncDisposable
{
    private readonly ApiHost host = new(TestDatabase.AsConfigured);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Cancellation_OfACase_IsRecordedAndShown()
    {
        var id = await InstanceOfAsync(await host.SubmitAsync());
        var seen = (await host.GetAsync("auditor", $"/api/instances/{id}")).MustSucceed();
        Assert.NotEmpty(seen.GetProperty("bookmarks").EnumerateArray());
        Assert.NotEmpty(seen.GetProperty("journal").EnumerateArray());

        var ended = (await host.PostAsync("flow-admin", $"/api/instances/{id}/cancellation", new
        {
            reason = "提交错误",
            revision = seen.GetProperty("instance").GetProperty("revision").GetInt64(),
        })).MustSucceed();

        Assert.Equal("cancelled", ended.GetProperty("instance").Text("subStatus"));
        var row = Assert.Single(ended.GetProperty("alterations").EnumerateArray());
        Assert.Equal(("Cancel", "提交错误"), (row.Text("alteration"), row.Text("reason")));
    }

    [Fact]
    public async Task Repair_WrongInput_IsRefusedWithASentence()
    {
        var id = await InstanceOfAsync(await host.SubmitAsync());
        var address = $"/api/instances/{id}";

        var stale = await host.PostAsync("flow-admin", address + "/retry", new { reason = "x", revision = 77 });
        var silent = await host.PostAsync("flow-admin", address + "/retry", new { revision = 1 });
        var nothing = await host.PostAsync(
            "flow-admin", address + "/migration", new { targetVersion = 9, dryRun = true });
        var auditor = await host.PostAsync("auditor", address + "/retry", new { reason = "x", revision = 1 });

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.False(nothing.MustSucceed().GetProperty("possible").GetBoolean());
        Assert.Equal(HttpStatusCode.Forbidden, auditor.Status);
    }

    private async Task<string> InstanceOfAsync(string caseNumber)
    {
        var page = await host.GetAsync("flow-admin", $"/api/instances?status=running&q={caseNumber}");
        return Assert.Single(page.MustSucceed().GetProperty("items").EnumerateArray()).Text("id")!;
    }
}
