using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

/// <summary>What somebody with the database in hand can do to it.</summary>
public abstract partial class TamperTests
{
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

    private string Text(Guid id) =>
        kind == DatabaseKind.Sqlite ? id.ToString("D").ToUpperInvariant() : id.ToString("D");

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
        if (kind == DatabaseKind.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=ON", Cancellation);
        return changed;
    });
}
