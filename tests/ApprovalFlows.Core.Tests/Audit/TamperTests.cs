using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Audit;

/// <summary>Somebody who holds the database, but not the key, changes it; the verifier says what and where.</summary>
public abstract partial class TamperTests(DatabaseKind kind) : IAsyncLifetime
{
    private EmployerFlow flow = null!;
    private string first = "";
    private string second = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync(kind);
        first = await flow.SubmitAndPassToAsync("R2", "approval");
        second = await flow.SubmitAndPassToAsync("R2", "approval");
    }

    public async ValueTask DisposeAsync()
    {
        await flow.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Verify_NothingTouched_IsGood()
    {
        await AnchorAsync();
        await flow.PassAsync(first);

        var report = await VerifyAsync();

        Assert.Empty(report.Problems);
        Assert.Equal((2L, 1L, true), (report.Cases, report.Anchors, report.IsGood));
        Assert.True(report.Entries > report.AnchoredEntries && report.AnchoredEntries > 0);
    }

    [Theory]
    [InlineData("Reason", "'x'", "Edited")]
    [InlineData("ActorName", "'x'", "Edited")]
    [InlineData("Action", "'refused'", "Edited")]
    [InlineData("Rule", "NULL", "Edited")]
    [InlineData("Status", "'Issued'", "Edited")]
    [InlineData("Previous", "'00'", "Edited")]
    [InlineData("Signature", "'AAAA'", "BadSignature")]
    [InlineData("KeyId", "'no-such-key'", "BadSignature")]
    public async Task Verify_AnEntryChanged_NamesTheEntry(string column, string value, string expected)
    {
        await TamperAsync($"""UPDATE "AuditEntries" SET "{column}" = {value} WHERE {Of(first, 3)}""");

        await MustFindOnlyAsync((Enum.Parse<AuditProblemKind>(expected), first, 3));
    }

    [Fact]
    public async Task Verify_TimeMoved_NamesTheEntry()
    {
        var column = kind == DatabaseKind.Sqlite ? "\"At\" - 864000000000" : "\"At\" - interval '1 day'";
        await TamperAsync($"""UPDATE "AuditEntries" SET "At" = {column} WHERE {Of(first, 2)}""");

        await MustFindOnlyAsync((AuditProblemKind.Edited, first, 2));
    }

    [Fact]
    public async Task Verify_AnEntryDeleted_NamesTheGap()
    {
        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(first, 3)}""");

        await MustFindOnlyAsync((AuditProblemKind.Deleted, first, 3));
    }

    [Fact]
    public async Task Verify_AnEntryDeletedAndTheRestMovedUp_NamesTheGap()
    {
        var count = await CountAsync(first);
        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(first, 3)}""");
        for (var place = 4; place <= count; place++) await TamperAsync(Move(first, place, place - 1));

        await MustFindOnlyAsync((AuditProblemKind.Deleted, first, 3));
    }

    [Fact]
    public async Task Verify_AnEntryInserted_NamesIt()
    {
        var count = await CountAsync(first);
        for (var place = count; place >= 3; place--) await TamperAsync(Move(first, place, place + 1));
        await ForgeAsync(first, 3);

        await MustFindOnlyAsync((AuditProblemKind.Inserted, first, 3));
    }

    [Fact]
    public async Task Verify_AnEntryAppended_NamesIt()
    {
        var count = await CountAsync(first);
        await ForgeAsync(first, count + 1);

        await MustFindOnlyAsync((AuditProblemKind.Inserted, first, count + 1));
    }

    [Fact]
    public async Task Verify_TwoEntriesExchanged_NamesThePlace()
    {
        await TamperAsync(Move(first, 3, 99));
        await TamperAsync(Move(first, 4, 3));
        await TamperAsync(Move(first, 99, 4));

        await MustFindOnlyAsync((AuditProblemKind.Reordered, first, 4));
    }

    [Fact]
    public async Task Verify_TailCutOff_NamesTheFirstEntryMissing()
    {
        var count = await CountAsync(first);
        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(first, null)} AND "Sequence" >= {count - 1}""");

        await MustFindOnlyAsync((AuditProblemKind.TailTruncated, first, count - 1));
    }

    [Fact]
    public async Task Verify_TailCutOffWithAnOlderHead_IsFoundByTheAnchor()
    {
        var count = await CountAsync(first);
        var head = await HeadAsync(first);
        await flow.PassAsync(first);
        await AnchorAsync();
        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(first, null)} AND "Sequence" > {count}""");
        await SetHeadAsync(first, head);

        await MustFindOnlyAsync((AuditProblemKind.TailTruncated, first, count + 1));
    }

    [Fact]
    public async Task Verify_TailCutOffBeforeTheAnchor_IsFoundByAReceipt()
    {
        var count = await CountAsync(first);
        var head = await HeadAsync(first);
        await flow.PassAsync(first);
        var receipt = await ReceiptAsync(first, count + 1);
        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(first, null)} AND "Sequence" > {count}""");
        await SetHeadAsync(first, head);

        var report = await VerifyAsync(receipt);

        Assert.Contains(report.Problems, problem =>
            (problem.Kind, problem.Place, problem.Sequence) == (AuditProblemKind.Deleted, first, count + 1));
    }

    [Fact]
    public async Task Verify_OneEntryRehashed_NamesIt()
    {
        await RehashAsync(first, from: 3, to: 3);

        await MustFindOnlyAsync((AuditProblemKind.Rehashed, first, 3));
    }

    [Fact]
    public async Task Verify_WholeChainRehashed_NamesEveryEntryAndTheHead()
    {
        var count = await CountAsync(first);
        await RehashAsync(first, from: 1, to: count);

        await MustFindOnlyAsync(
            [.. Enumerable.Range(1, count).Select(place => (AuditProblemKind.Rehashed, first, (int?)place)),
                (AuditProblemKind.HeadEdited, first, null)]);
    }

    [Fact]
    public async Task Verify_ChainsOfTwoCasesSwapped_NamesBoth()
    {
        var other = Guid.CreateVersion7();
        await TamperAsync("CHILD");
        var (a, b) = (await IdAsync(first), await IdAsync(second));
        await TamperAsync($"""UPDATE "AuditEntries" SET "CaseId" = '{Text(other)}' WHERE "CaseId" = '{Text(a)}'""");
        await TamperAsync($"""UPDATE "AuditEntries" SET "CaseId" = '{Text(a)}' WHERE "CaseId" = '{Text(b)}'""");
        await TamperAsync($"""UPDATE "AuditEntries" SET "CaseId" = '{Text(b)}' WHERE "CaseId" = '{Text(other)}'""");

        var report = await VerifyAsync();

        Assert.All([first, second], number => Assert.Contains(report.Problems, problem =>
            problem.Kind == AuditProblemKind.Swapped && problem.Place == number && problem.Sequence == 1));
    }

    [Fact]
    public async Task Verify_NumbersOfTwoCasesSwapped_NamesBoth()
    {
        await TamperAsync($"""UPDATE "Cases" SET "Number" = 'x' WHERE "Number" = '{first}'""");
        await TamperAsync($"""UPDATE "Cases" SET "Number" = '{first}' WHERE "Number" = '{second}'""");
        await TamperAsync($"""UPDATE "Cases" SET "Number" = '{second}' WHERE "Number" = 'x'""");

        var report = await VerifyAsync();

        Assert.All([first, second], number => Assert.Contains(report.Problems, problem =>
            problem.Kind == AuditProblemKind.Swapped && problem.Place == number && problem.Sequence == 1));
    }

    [Theory]
    [InlineData("Status", "'Issued'", "CaseEdited")]
    [InlineData("Values", "'{}'", "CaseEdited")]
    [InlineData("AuditHash", "'00'", "HeadEdited")]
    [InlineData("AuditCount", "2", "HeadEdited")]
    public async Task Verify_TheCaseItselfChanged_NamesTheCase(string column, string value, string expected)
    {
        await TamperAsync($"""UPDATE "Cases" SET "{column}" = {value} WHERE "Number" = '{first}'""");

        await MustFindOnlyAsync((Enum.Parse<AuditProblemKind>(expected), first, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_AWholeCaseRemoved_NamesItsNumber(bool isNewest)
    {
        var victim = isNewest ? second : first;

        await TamperAsync($"""DELETE FROM "AuditEntries" WHERE {Of(victim, null)}""");
        await TamperAsync($"""DELETE FROM "Cases" WHERE "Number" = '{victim}'""");

        await MustFindOnlyAsync((AuditProblemKind.CaseMissing, victim, null));
    }

    [Fact]
    public async Task Verify_AnAnchorRemovedOrChanged_NamesIt()
    {
        await AnchorAsync();
        await flow.PassAsync(first);
        await AnchorAsync();
        await TamperAsync("""DELETE FROM "AuditAnchors" WHERE "Ordinal" = 1""");

        var report = await VerifyAsync();

        Assert.Contains(report.Problems, problem =>
            problem is { Kind: AuditProblemKind.AnchorMissing, Place: "anchor 1" });
    }

    [Fact]
    public async Task Verify_ALeafRemoved_NamesTheAnchor()
    {
        await AnchorAsync();
        await TamperAsync("""DELETE FROM "AnchorLeaves" WHERE "Position" = 1""");

        await MustFindOnlyAsync((AuditProblemKind.AnchorEdited, "anchor 1", null));
    }
}

public sealed class SqliteTamperTests() : TamperTests(DatabaseKind.Sqlite);

public sealed class PostgresTamperTests : TamperTests
{
    public PostgresTamperTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
