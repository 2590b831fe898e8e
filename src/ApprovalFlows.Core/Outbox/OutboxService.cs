using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Outbox;

/// <summary>Delivers messages of the outbox, and lets an administrator deal with those given up.</summary>
public sealed class OutboxService(
    AppDbContext db,
    OutboxWork engine,
    WorkflowRuntime runtime,
    IEnumerable<IOutboxChannel> channels,
    CurrentActor current,
    TimeProvider time)
{
    /// <param name="id">The message.</param>
    /// <param name="sent">What an earlier try of the same unit of work has sent already.</param>
    /// <param name="cancellation">Ends the delivery; the message stays.</param>
    public async Task<bool> DeliverAsync(
        string id, Once<OutboxAnswer?> sent, CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row is null || row.Status != OutboxStatus.Waiting) return false;
        var result = await DoAsync(row, sent, cancellation);
        if (result == OutboxResult.Done) row.Succeed(time.GetUtcNow());
        else row.Keep(result == OutboxResult.StartedOnly, time.GetUtcNow());
        return result != OutboxResult.NobodyWaits;
    }

    /// <summary>Whether it was given up by this.</summary>
    public async Task<bool> NoteFailureAsync(
        string id, string error, RetrySchedule schedule, CancellationToken cancellation = default)
    {
        var row = await db.Outbox.FindAsync([id], cancellation);
        if (row?.Status != OutboxStatus.Waiting) return false;
        row.Fail(error, time.GetUtcNow(), schedule);
        return row.Status == OutboxStatus.Dead;
    }

    public Task<Paged<OutboxRow>> ListAsync(
        OutboxStatus status, int page, int pageSize, CancellationToken cancellation = default) =>
        db.Outbox.AsNoTracking()
            .Where(row => row.Status == status)
            .OrderByDescending(row => row.CreatedAt)
            .ThenBy(row => row.Id)
            .ToPageAsync(page, pageSize, cancellation);

    /// <summary>Sends a dead message again; it has all its tries once more.</summary>
    public async Task<OutboxRow> RetryAsync(
        string id, string? reason, CancellationToken cancellation = default)
    {
        var row = await FindAsync(id, reason, cancellation);
        row.Retry(time.GetUtcNow());
        Record(row, "RetryMessage", reason!);
        return row;
    }

    /// <summary>Gives a dead message up for good.</summary>
    public async Task<OutboxRow> DiscardAsync(
        string id, string? reason, CancellationToken cancellation = default)
    {
        var row = await FindAsync(id, reason, cancellation);
        row.Discard(time.GetUtcNow());
        Record(row, "DiscardMessage", reason!);
        return row;
    }

    private async Task<OutboxRow> FindAsync(string id, string? reason, CancellationToken cancellation)
    {
        if (!current.Actor.IsIn(Roles.Admin) && !current.Actor.IsIn(Roles.FlowAdmin))
            throw RuleViolation.Forbidden("NotAllowed");
        AlterationRecord.MustBeReason(reason);
        return await db.Outbox.FindAsync([id], cancellation)
            ?? throw RuleViolation.NotFound("OutboxUnknown", id);
    }

    private void Record(OutboxRow row, string alteration, string reason) =>
        db.WorkflowAlterations.Add(new AlterationRecord
        {
            InstanceId = row.InstanceId,
            At = time.GetUtcNow(),
            ActorId = current.Actor.UserId,
            ActorName = current.Actor.DisplayName,
            Alteration = alteration,
            Reason = reason.Trim(),
            Target = row.Kind,
        });

    private async Task<OutboxResult> DoAsync(OutboxRow row, Once<OutboxAnswer?> sent, CancellationToken cancellation)
    {
        if (OutboxWork.Knows(row.Kind)) return await engine.RunAsync(row.ToMessage(), cancellation);
        var channel = channels.FirstOrDefault(known => known.Kind == row.Kind)
            ?? throw new InvalidOperationException($"No channel delivers messages of the kind '{row.Kind}'.");
        var answer = await sent.DoAsync(() => channel.SendAsync(row.ToMessage(), cancellation));
        if (answer is not null) await ResumeAsync(row, answer, cancellation);
        return OutboxResult.Done;
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
