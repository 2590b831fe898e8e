namespace ApprovalFlows.Core.Jobs;

/// <summary>Where batches lie: tells what comes next, does it, or writes down why it was not done.</summary>
public interface IBatchDesk
{
    /// <summary>The batch with the fewest items left goes first: a long one never holds up a short one.</summary>
    Task<BatchTurn?> NextAsync(CancellationToken cancellation = default);

    /// <summary>Does one item and writes that it is done, in the same commit.</summary>
    Task DoAsync(Guid batchId, int position, CancellationToken cancellation = default);

    Task RefuseAsync(Guid batchId, int position, RuleViolation refusal, CancellationToken cancellation = default);

    Task FinishAsync(Guid batchId, CancellationToken cancellation = default);
}

/// <summary>The next item of a batch and in whose name it is done; no position where all is done.</summary>
public sealed record BatchTurn(Guid Batch, Guid Owner, int? Position);
