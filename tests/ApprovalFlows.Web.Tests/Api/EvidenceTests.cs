using System.Net;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

public sealed class EvidenceTests : IAsyncDisposable
{
    private readonly ApiHost api = new(TestDatabase.AsConfigured);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Receipt_BeforeAndAfterTheAnchor_IsGenuine()
    {
        var number = await api.SubmitAsync();
        using var keys = new PublicKeys(PublicKeys.Parse(await TextAsync(null, "/api/audit/keys")));

        var before = Receipt.Parse(await TextAsync("employer", $"/api/cases/{number}/receipts/1"));
        (await api.PostAsync(null, "/dev/jobs/anchor/run", new { })).MustSucceed();
        var after = Receipt.Parse(await TextAsync("employer", $"/api/cases/{number}/receipts/1"));

        Assert.Equal((number, "submitted"), (before.CaseNumber, before.Entry.Action));
        Assert.Null(before.Anchor);
        Assert.NotNull(after.Anchor);
        Assert.Empty(ReceiptCheck.Run(before, keys));
        Assert.Empty(ReceiptCheck.Run(after, keys));
    }

    [Theory]
    [InlineData("employer", 2, HttpStatusCode.NotFound)]
    [InlineData("employer2", 1, HttpStatusCode.NotFound)]
    [InlineData("auditor", 1, HttpStatusCode.OK)]
    [InlineData(null, 1, HttpStatusCode.Unauthorized)]
    public async Task Receipt_ForOthers_IsThereForThoseWhoMaySeeTheCase(
        string? user, int sequence, HttpStatusCode expected)
    {
        var number = await api.SubmitAsync();

        var answer = await api.GetAsync(user, $"/api/cases/{number}/receipts/{sequence}");

        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("employer", HttpStatusCode.Forbidden)]
    [InlineData("window", HttpStatusCode.Forbidden)]
    public async Task Archive_ForEachRole_IsForAuditorsAndAdministrators(string user, HttpStatusCode expected)
    {
        var number = await api.SubmitAsync();

        var answer = await api.GetAsync(user, $"/api/cases/{number}/evidence");

        Assert.Equal(expected, answer.Status);
    }

    private async Task<string> TextAsync(string? user, string path) =>
        await (await api.ClientAsync(user)).GetStringAsync(path, Cancellation);
}
