using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

public abstract class AuditSealingTests(DatabaseKind kind) : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await flow.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Save_OfManyWritersOfOneCase_MakesOneUnbrokenChain()
    {
        const int writers = 6;
        const int each = 3;
        var number = await flow.SubmitAsync();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var turn = 0; turn < each; turn++) await RecordAsync(number, $"{writer}.{turn}");
        })));

        var (entries, problems) = await CheckAsync();
        Assert.Empty(problems);
        Assert.Equal(1 + (writers * each), entries);
    }

    [Fact]
    public async Task Save_OfAnEntryWithoutItsCase_IsRefused()
    {
        var number = await flow.SubmitAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => flow.Host.Work.RunAsync<AppDbContext>(
            null,
            async db => db.AuditEntries.Add(new AuditEntry
            {
                CaseId = await db.Cases.Where(file => file.Number == number)
                    .Select(file => file.Id).SingleAsync(Cancellation),
                Sequence = 2,
                At = flow.Clock.GetUtcNow(),
                ActorId = Guid.Empty,
                ActorName = "x",
                Action = "x",
            }),
            Cancellation));

        Assert.Equal(1, (await CheckAsync()).Entries);
    }

    [Fact]
    public async Task FirstStart_WithEntriesFromBeforeTheChains_SealsThem()
    {
        var number = await flow.SubmitAsync();
        await UnsealAsync();

        await flow.Host.Work.RunAsync<AuditStart>(null, start => start.EnsureKeyAsync(Cancellation), Cancellation);
        await RecordAsync(number, "later");

        var (entries, problems) = await CheckAsync();
        Assert.Equal(2, entries);
        Assert.Empty(problems);
    }

    private Task RecordAsync(string number, string reason) => flow.Host.Work.RunAsync<AppDbContext>(
        null,
        async db =>
        {
            var file = await db.Cases.SingleAsync(row => row.Number == number, Cancellation);
            file.Record(Actor.System, "noted", reason, null, flow.Clock.GetUtcNow());
        },
        Cancellation);

    private async Task UnsealAsync()
    {
        flow.Host.Get<AuditKeyring>().Forget();
        await flow.Host.ReadAsync<AppDbContext, bool>(async db =>
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
            {
                var name = EvidenceTriggers.NameOf("AuditEntries", act);
                var on = kind == DatabaseKind.PostgreSql ? " ON \"AuditEntries\"" : "";
                var drop = $"DROP TRIGGER \"{name}\"{on}";
                await db.Database.ExecuteSqlRawAsync(drop, Cancellation);
            }

            await db.Database.ExecuteSqlRawAsync(
                """
                UPDATE "AuditEntries" SET "Form" = 0, "Previous" = NULL, "Hash" = NULL, "KeyId" = NULL,
                "Signature" = NULL, "Status" = NULL, "ValuesSha256" = NULL;
                UPDATE "Cases" SET "AuditHash" = NULL, "AuditKeyId" = NULL, "AuditSignature" = NULL;
                DELETE FROM "AuditKeys";
                """,
                Cancellation);
            return true;
        });
    }

    private Task<(long Entries, IReadOnlyList<AuditProblem> Problems)> CheckAsync() =>
        flow.Host.ReadAsync<AppDbContext, (long, IReadOnlyList<AuditProblem>)>(async db =>
        {
            var known = await db.AuditKeys.AsNoTracking().ToListAsync(Cancellation);
            using var keys = new PublicKeys(known.Select(PublicKeys.EntryOf));
            await using var evidence = new DatabaseEvidence(db);
            var report = await new AuditVerifier(evidence, keys).RunAsync(Cancellation);
            return (report.Entries, report.Problems);
        });
}

public sealed class SqliteAuditSealingTests() : AuditSealingTests(DatabaseKind.Sqlite);

public sealed class PostgresAuditSealingTests : AuditSealingTests
{
    public PostgresAuditSealingTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
