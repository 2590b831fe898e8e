using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

/// <content>Keys, receipts, and what refuses to be changed at all.</content>
public abstract partial class TamperTests
{
    [Fact]
    public async Task Verify_SignedAnewWithAKeyOfTheirOwn_TrustsItNot()
    {
        using var own = SigningKey.Create();
        using var keys = new PublicKeys(await KeysAsync());
        await ResignAsync(first, own);

        var report = await VerifyAsync(keys);

        Assert.Contains(report.Problems, problem =>
            problem.Kind == AuditProblemKind.Rehashed && problem.Place == first && problem.Sequence == 1);
    }

    [Fact]
    public async Task Verify_AfterARotation_TrustsOldAndNewEntriesWithTheOldKeyFile()
    {
        var before = await KeysAsync();
        await flow.Host.Work.RunAsync<AuditStart, AuditKey>(
            null, start => start.RotateAsync(Cancellation), Cancellation);
        var third = await SubmitWithFreshKeyAsync();
        using var keys = new PublicKeys(before);

        var report = await VerifyAsync(keys);

        Assert.Empty(report.Problems);
        Assert.True(await CountAsync(third) > 0);
    }

    [Fact]
    public async Task Receipt_OfAnAnchoredEntry_IsGenuineUntilForged()
    {
        await AnchorAsync();
        var receipt = await ReceiptAsync(first, 2);
        using var keys = new PublicKeys(await KeysAsync());
        var again = Receipt.Parse(System.Text.Json.JsonSerializer.Serialize(receipt, Receipt.Format));

        Assert.NotNull(again.Anchor);
        Assert.Empty(ReceiptCheck.Run(again, keys));
        var forged = again with { CaseNumber = second };
        Assert.Equal(AuditProblemKind.Edited, Assert.Single(ReceiptCheck.Run(forged, keys)).Kind);
        var otherAnchor = again with { Anchor = again.Anchor with { First = 2 } };
        Assert.Equal(AuditProblemKind.AnchorEdited, Assert.Single(ReceiptCheck.Run(otherAnchor, keys)).Kind);
    }

    [Fact]
    public async Task Triggers_OfTheDatabase_RefuseToChangeEvidence()
    {
        await AnchorAsync();

        foreach (var table in new[] { "AuditEntries", "AuditAnchors", "AnchorLeaves" })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => ExecuteAsync($"""DELETE FROM "{table}" """));
            var column = table == "AuditEntries" ? "Reason" : table == "AuditAnchors" ? "Root" : "Hash";
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => ExecuteAsync($"""UPDATE "{table}" SET "{column}" = 'x'"""));
        }
    }

    [Fact]
    public async Task Save_OfAChangedEntry_IsRefused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => flow.Host.Work.RunAsync<AppDbContext>(
            null,
            async db => db.AuditEntries.Remove(await db.AuditEntries.FirstAsync(Cancellation)),
            Cancellation));
    }
}
