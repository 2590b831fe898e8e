using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Outbox;

/// <summary>Delivers messages of the outbox, and lets an administrator deal with those given up.</summary>
public sealed class OutboxService(
    AppDbContext db,
    OutboxWork engine,
    WorkflowRuntime runtime,
    IEnumerable<IOutboxChannel> channels,
    TimeProvider time)
{
    /// <param name="id">The message.</param>
    /// <param name="sent">What an earlier try of the same unit of work has sent already.</param>
    /// <param name="cancellation">Ends the delivery; the message stays.</param>
    public async Task<bool> DeliverAsync(
        string id, SentMessage sent, CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row is null || row.Status != OutboxStatus.Waiting) return false;
        if (await DoAsync(row, sent, cancellation))
        {
            row.Succeed(time.GetUtcNow());
            return true;
        }

        row.Keep(time.GetUtcNow());
        return false;
    }

    public async Task NoteFailureAsync(string id, string error, CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row?.Status == OutboxStatus.Waiting) row.Fail(error, time.GetUtcNow());
    }

    public Task<Paged<OutboxRow>> ListAsync(
        OutboxStatus status, int page, int pageSize, CancellationToken cancellation = default) =>
        db.Outbox.AsNoTracking()
            .Where(row => row.Status == status)
            .OrderByDescending(row => row.CreatedAt)
            .ToPageAsync(page, pageSize, cancellation);

    public async Task RetryAsync(string id, CancellationToken cancellation = default) =>
        (await FindAsync(id, cancellation)).Retry(time.GetUtcNow());

    public async Task DiscardAsync(string id, CancellationToken cancellation = default) =>
        (await FindAsync(id, cancellation)).Discard(time.GetUtcNow());

    private async Task<OutboxRow> FindAsync(string id, CancellationToken cancellation) =>
        await db.Outbox.FindAsync([id], cancellation) ?? throw RuleViolation.NotFound("OutboxUnknown", id);

    private async Task<bool> DoAsync(OutboxRow row, SentMessage sent, CancellationToken cancellation)
    {
        if (OutboxWork.Knows(row.Kind)) return await engine.RunAsync(row.ToMessage(), cancellation);
        var channel = channels.FirstOrDefault(known => known.Kind == row.Kind)
            ?? throw new InvalidOperationException($"No channel delivers messages of the kind '{row.Kind}'.");
        var answer = await sent.OnceAsync(() => channel.SendAsync(row.ToMessage(), cancellation));
        if (answer is not null) await ResumeAsync(row, answer, cancellation);
        return true;
    }

    private async Task ResumeAsync(
        OutboxRow row, OutboxAnswer answer, CancellationToken cancellation)
    {
        try
        {
            await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = row.InstanceId,
                    BookmarkId = answer.BookmarkId,
                    Input = answer.Input,
                },
                cancellation);
        }
        catch (NotWaitingException)
        {
            // The instance was cancelled while the request was under way; the answer has no taker.
        }
    }
}

/// <summary>
/// Remembers the answer while a unit of work that lost a race is run again, so that one delivery
/// does not become several.
/// </summary>
public sealed class SentMessage
{
    private bool isSent;
    private OutboxAnswer? answer;

    public async Task<OutboxAnswer?> OnceAsync(Func<Task<OutboxAnswer?>> send)
    {
        if (isSent) return answer;
        answer = await send();
        isSent = true;
        return answer;
    }
}
