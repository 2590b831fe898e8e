using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Announces that a flow wants a task done. The announcement is the journal's entry; whoever does
/// the task reports its result by the task's id.
/// </summary>
public sealed class TaskChannel : IOutboxChannel
{
    public string Kind => OutboxWork.TaskKind;

    public Task<OutboxAnswer?> SendAsync(
        OutboxMessage message, CancellationToken cancellation = default) =>
        Task.FromResult<OutboxAnswer?>(null);
}
