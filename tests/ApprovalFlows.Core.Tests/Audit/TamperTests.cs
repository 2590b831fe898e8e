using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

/// <summary>Somebody who holds the database, but not the key, changes it; the verifier says what and where.</summary>
public abstract class TamperTests(DatabaseKind kind) : IAsyncLifetime
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
        await flow.Host.Work.RunAsync<AuditStart, AuditKey>(null, start => start.RotateAsync(Cancellation), Cancellation);
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
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ExecuteAsync($"""DELETE FROM "{table}" """));
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

    private async Task MustFindOnlyAsync(params (AuditProblemKind Kind, string Place, int? Sequence)[] expected)
    {
        var report = await VerifyAsync();

        Assert.Equal(
            expected.Order(),
            report.Problems.Select(problem => (problem.Kind, problem.Place, problem.Sequence)).Order());
        Assert.False(report.IsGood);
    }

    private async Task<AuditReport> VerifyAsync(params Receipt[] receipts)
    {
        using var keys = new PublicKeys(await KeysAsync());
        return await VerifyAsync(keys, receipts);
    }

    private Task<AuditReport> VerifyAsync(PublicKeys keys, params Receipt[] receipts) =>
        flow.Host.ReadAsync<AppDbContext, AuditReport>(async db =>
        {
            await using var evidence = new DatabaseEvidence(db);
            return await new AuditVerifier(evidence, keys, receipts).RunAsync(Cancellation);
        });

    private Task<List<PublicKeyEntry>> KeysAsync() => flow.Host.ReadAsync<AppDbContext, List<PublicKeyEntry>>(
        async db => [.. (await db.AuditKeys.AsNoTracking().ToListAsync(Cancellation)).Select(PublicKeys.EntryOf)]);

    private Task<AnchorReport> AnchorAsync() => flow.Host.Get<AnchorJob>().RunAsync(cancellation: Cancellation);

    private async Task<Receipt> ReceiptAsync(string number, int sequence)
    {
        var actor = await flow.ActorAsync("employer");
        return await flow.Host.Work.RunAsync<ReceiptService, Receipt>(
            actor, service => service.OfAsync(number, sequence, Cancellation), Cancellation);
    }

    // A node learns of a new key after half a minute; another keyring knows at once.
    private async Task<string> SubmitWithFreshKeyAsync()
    {
        flow.Host.Get<AuditKeyring>().Forget();
        return await flow.SubmitAsync();
    }

    private Task<int> CountAsync(string number) => flow.Host.ReadAsync<AppDbContext, int>(db =>
        db.Cases.Where(file => file.Number == number).Select(file => file.AuditCount).SingleAsync(Cancellation));

    private Task<Guid> IdAsync(string number) => flow.Host.ReadAsync<AppDbContext, Guid>(db =>
        db.Cases.Where(file => file.Number == number).Select(file => file.Id).SingleAsync(Cancellation));

    private Task<CaseHead> HeadAsync(string number) => flow.Host.ReadAsync<AppDbContext, CaseHead>(async db =>
        DatabaseEvidence.HeadOf(await db.Cases.SingleAsync(file => file.Number == number, Cancellation)));

    private Task SetHeadAsync(string number, CaseHead head) => TamperAsync(
        $"""
        UPDATE "Cases" SET "AuditCount" = {head.Count}, "AuditHash" = '{head.Hash}', "AuditKeyId" = '{head.KeyId}',
        "AuditSignature" = '{head.Signature}', "Status" = '{head.Status}' WHERE "Number" = '{number}'
        """);

    private Task RehashAsync(string number, int from, int to) => ChangeChainAsync(number, from, to, null);

    private async Task ResignAsync(string number, SigningKey own) =>
        await ChangeChainAsync(number, 1, await CountAsync(number), own);

    /// <summary>Changes reasons and makes hashes agree, up to the head when the last entry is among them.</summary>
    private async Task ChangeChainAsync(string number, int from, int to, SigningKey? own)
    {
        var entries = await flow.Host.ReadAsync<AppDbContext, List<AuditEntry>>(db => db.AuditEntries.AsNoTracking()
            .Where(entry => db.Cases.Any(file => file.Id == entry.CaseId && file.Number == number))
            .OrderBy(entry => entry.Sequence).ToListAsync(Cancellation));
        var previous = from == 1 ? EntryForm.Genesis : entries[from - 2].Hash!;
        foreach (var entry in entries.Where(entry => entry.Sequence >= from && entry.Sequence <= to))
        {
            var changed = Changed(entry, previous);
            previous = EntryForm.HashOf(changed, number);
            var signature = own is null ? "" : $", \"Signature\" = '{own.Sign(previous)}', \"KeyId\" = '{own.Id}'";
            await TamperAsync(
                $"""
                UPDATE "AuditEntries" SET "Reason" = 'forged', "Previous" = '{changed.Previous}',
                "Hash" = '{previous}'{signature} WHERE {Of(number, entry.Sequence)}
                """);
        }

        if (to == entries.Count)
            await TamperAsync($"""UPDATE "Cases" SET "AuditHash" = '{previous}' WHERE "Number" = '{number}'""");
    }

    private static AuditEntry Changed(AuditEntry entry, string previous) => new()
    {
        CaseId = entry.CaseId,
        Sequence = entry.Sequence,
        At = entry.At,
        ActorId = entry.ActorId,
        ActorName = entry.ActorName,
        Action = entry.Action,
        Reason = "forged",
        Rule = entry.Rule,
        Status = entry.Status,
        ValuesSha256 = entry.ValuesSha256,
        Previous = previous,
    };

    private Task ForgeAsync(string number, int place) => TamperAsync(
        $"""
        INSERT INTO "AuditEntries" ("CaseId", "Sequence", "At", "ActorId", "ActorName", "Action", "Reason", "Rule",
        "Status", "ValuesSha256", "Form", "Previous", "Hash", "KeyId", "Signature")
        SELECT "CaseId", {place}, "At", "ActorId", "ActorName", "Action", 'forged', "Rule", "Status", "ValuesSha256",
        "Form", "Previous", "Hash", "KeyId", "Signature" FROM "AuditEntries" WHERE {Of(number, 2)}
        """);

    private static string Move(string number, int from, int to) =>
        $"""UPDATE "AuditEntries" SET "Sequence" = {to} WHERE {Of(number, from)}""";

    private static string Of(string number, int? sequence) =>
        $"""
        "CaseId" = (SELECT "Id" FROM "Cases" WHERE "Number" = '{number}')
        """.Trim() + (sequence is { } place ? $""" AND "Sequence" = {place}""" : "");

    private string Text(Guid id) => kind == DatabaseKind.Sqlite ? id.ToString("D").ToUpperInvariant() : id.ToString("D");

    // Whoever owns the database can drop triggers and references; the evidence must tell all the same.
    private async Task TamperAsync(string sql)
    {
        foreach (var table in new[] { "AuditEntries", "AuditAnchors", "AnchorLeaves" })
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
            {
                var name = EvidenceTriggers.NameOf(table, act);
                var on = kind == DatabaseKind.PostgreSql ? $" ON \"{table}\"" : "";
                await ExecuteAsync($"""DROP TRIGGER IF EXISTS "{name}"{on}""");
            }
        }

        if (sql == "CHILD")
        {
            if (kind == DatabaseKind.PostgreSql)
                await ExecuteAsync("""ALTER TABLE "AuditEntries" DROP CONSTRAINT "FK_AuditEntries_Cases_CaseId" """);
            return;
        }

        Assert.NotEqual(0, await ExecuteAsync(sql));
    }

    private Task<int> ExecuteAsync(string sql) => flow.Host.ReadAsync<AppDbContext, int>(async db =>
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = kind == DatabaseKind.Sqlite ? "PRAGMA foreign_keys=OFF;" + sql : sql;
        var changed = await command.ExecuteNonQueryAsync(Cancellation);
        if (kind == DatabaseKind.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=ON", Cancellation);
        return changed;
    });
}

public sealed class SqliteTamperTests() : TamperTests(DatabaseKind.Sqlite);

public sealed class PostgresTamperTests : TamperTests
{
    public PostgresTamperTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
