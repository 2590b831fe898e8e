using System.Collections.Concurrent;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>What the server said it had done: none of it may be gone after a kill.</summary>
internal sealed class Acknowledgements
{
    private readonly ConcurrentDictionary<string, int> decisions = new();
    private readonly Lock gate = new();
    private TaskCompletionSource? awaited;
    private int awaitedCount;
    private int count;

    /// <summary>Acknowledged decisions per case number; a case with none was acknowledged itself.</summary>
    public IReadOnlyDictionary<string, int> Decisions => new Dictionary<string, int>(decisions);

    public void NoteCase(string number)
    {
        decisions.TryAdd(number, 0);
        Count();
    }

    public void NoteDecision(string number)
    {
        decisions.AddOrUpdate(number, 1, (_, known) => known + 1);
        Count();
    }

    /// <summary>Completes with the acknowledgement of that number; one waiter at a time.</summary>
    public Task ReachAsync(int wanted, CancellationToken cancellation)
    {
        lock (gate)
        {
            awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
            awaitedCount = wanted;
            if (count >= wanted) awaited.SetResult();
            return awaited.Task.WaitAsync(cancellation);
        }
    }

    private void Count()
    {
        lock (gate)
        {
            count++;
            if (count >= awaitedCount) awaited?.TrySetResult();
        }
    }
}
