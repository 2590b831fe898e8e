namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Whether this node is about to end, and how much of its work is under way. New work is refused by
/// whoever would begin it; what has begun is waited for.
/// </summary>
public sealed class Draining
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;

    public bool HasBegun { get; private set; }

    /// <summary>Counts a piece of work until it is disposed; null when no more is taken.</summary>
    public IDisposable? TryEnter()
    {
        lock (gate)
        {
            if (HasBegun) return null;
            running++;
            return new Work(this);
        }
    }

    public void Begin()
    {
        lock (gate)
        {
            HasBegun = true;
            if (running == 0) idle.TrySetResult();
        }
    }

    /// <summary>Completes when nothing is under way any more.</summary>
    public Task WhenIdleAsync(CancellationToken cancellation) => idle.Task.WaitAsync(cancellation);

    private void Leave()
    {
        lock (gate)
        {
            running--;
            if (HasBegun && running == 0) idle.TrySetResult();
        }
    }

    private sealed class Work(Draining owner) : IDisposable
    {
        private bool hasLeft;

        public void Dispose()
        {
            if (hasLeft) return;
            hasLeft = true;
            owner.Leave();
        }
    }
}
