using System.Security.Cryptography;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Opinions;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Retention;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Retention;

/// <summary>What is in no case file and no register goes when its time is over, and not a day before.</summary>
public abstract class RetentionJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Run_OnTheDayBeforeAndAfterThePeriod_ErasesOnlyThen()
    {
        var (owner, at) = (Guid.CreateVersion7(), flow.Clock.GetUtcNow());
        await AddAsync(
            new Draft { UserId = owner, Subject = "stay-permit", Values = "{}", Attachments = "{}", SavedAt = at },
            new OpinionDraft
            {
                UserId = owner,
                TaskId = owner,
                Outcome = "approve",
                Opinion = "好",
                Items = "[]",
                SavedAt = at,
            },
            new IdempotencyKey { UserId = owner, Key = "k", RequestHash = "h", CaseNumber = "n", CreatedAt = at },
            UploadOf(owner, at),
            Delivered("mail-1", at));
        var found = new Dictionary<KeptKind, int>();
        foreach (var months in RetentionPlan.Seed.Kinds.Select(kept => kept.Months).Distinct().Order())
        {
            var kinds = RetentionPlan.Seed.Kinds.Where(kept => kept.Months == months).Select(kept => kept.Key).ToList();
            flow.Clock.Advance(at.AddMonths(months) - flow.Clock.GetUtcNow());
            var early = await RunAsync();
            flow.Clock.Advance(TimeSpan.FromSeconds(1));
            var late = await RunAsync();
            Assert.All(kinds, kind => Assert.Equal(0, NumberOf(kind, early)));
            foreach (var kind in kinds) found[kind] = NumberOf(kind, late);
        }

        KeptKind[] added =
        [
            KeptKind.Drafts, KeptKind.OpinionDrafts, KeptKind.RosterUploads, KeptKind.Deliveries, KeptKind.RequestKeys,
        ];
        Assert.All(found, kind => Assert.Equal(added.Contains(kind.Key) ? 1 : 0, kind.Value));
        Assert.True(await IsEmptyAsync());
    }

    [Fact]
    public async Task Run_WithFilesOfACaseAndOfNobody_LeavesTheCaseItsFiles()
    {
        var number = await flow.SubmitAsync();
        await flow.PassToTheEndAsync(number);
        var before = await ReadAsync(db => db.Attachments.Select(file => file.Id).ToListAsync(Cancellation));
        var (lonely, shared) = (await StoreAsync("nobody's"), await StoreAsync("twice"));
        await StoreAsync("twice");
        var named = await ReadAsync(db => db.Attachments.OrderBy(file => file.Id).LastAsync(Cancellation));
        var file = await ReadAsync(db => db.Cases.SingleAsync(row => row.Number == number, Cancellation));
        await AddAsync(new CaseFile { CaseId = file.Id, Slot = "rulesSafety", AttachmentId = named.Id });
        flow.Clock.Advance(TimeSpan.FromDays(400));

        var report = await RunAsync();

        Assert.Equal(2, report.UnusedFiles);
        var left = await ReadAsync(db => db.Attachments.Select(row => row.Id).ToListAsync(Cancellation));
        Assert.Equal(before.Append(named.Id).Order(), left.Order());
        Assert.True(Files.Has(shared));

        // Just written in real time: it could be the upload of somebody who has not committed yet.
        Assert.True(Files.Has(lonely));
    }

    [Fact]
    public async Task Erase_OfBytesWrittenLongAgo_ForgetsThemUntilTheyComeAgain()
    {
        var hash = await StoreAsync("long ago");
        foreach (var path in Directory.EnumerateFiles(flow.Host.DataDirectory, hash, SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Files.Erase(hash);
        var gone = !Files.Has(hash);
        await StoreAsync("long ago");

        Assert.True(gone);
        Assert.True(Files.Has(hash));
    }

    private FileStore Files => flow.Host.Get<FileStore>();

    private static int NumberOf(KeptKind kind, RetentionReport report) =>
        (int)typeof(RetentionReport).GetProperty(kind.ToString())!.GetValue(report)!;

    private static RosterUpload UploadOf(Guid actor, DateTimeOffset at) => new()
    {
        EnterpriseId = null,
        ActorId = actor,
        FileName = "a.csv",
        At = at,
        Created = 1,
        Changed = 0,
        Unchanged = 0,
        Refused = 0,
        Result = "{}",
    };

    private static OutboxRow Delivered(string id, DateTimeOffset at)
    {
        var row = OutboxRow.Of(new OutboxMessage(id, OutboxWork.MailKind, "", "", "{}", at));
        row.Succeed(at);
        return row;
    }

    private Task<RetentionReport> RunAsync() => flow.Host.Get<RetentionJob>().RunAsync(Cancellation);

    private async Task<bool> IsEmptyAsync() => await ReadAsync(async db =>
        !await db.Drafts.AnyAsync(Cancellation) && !await db.OpinionDrafts.AnyAsync(Cancellation)
        && !await db.RosterUploads.AnyAsync(Cancellation) && !await db.IdempotencyKeys.AnyAsync(Cancellation)
        && !await db.Outbox.AnyAsync(row => row.Id == "mail-1", Cancellation));

    private async Task<string> StoreAsync(string text)
    {
        var content = System.Text.Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await Files.SaveAsync(hash, content, Cancellation);
        await AddAsync(new Attachment
        {
            FileName = "a.pdf",
            ContentType = "application/pdf",
            Size = content.Length,
            Sha256 = hash,
            UploadedById = Guid.CreateVersion7(),
            UploadedAt = flow.Clock.GetUtcNow(),
        });
        return hash;
    }

    private Task AddAsync(params object[] rows) => flow.Host.Work.RunAsync<AppDbContext>(
        null,
        db =>
        {
            db.AddRange(rows);
            return Task.CompletedTask;
        },
        Cancellation);

    private Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read) => flow.Host.ReadAsync(read);
}

public sealed class RetentionJobOnSqliteTests() : RetentionJobTests(DatabaseKind.Sqlite);

public sealed class RetentionJobOnPostgresTests() : RetentionJobTests(DatabaseKind.PostgreSql);
