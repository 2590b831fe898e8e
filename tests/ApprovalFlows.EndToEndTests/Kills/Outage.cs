namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Lets clients wait for the server to come back instead of knocking at a closed door.</summary>
internal sealed class Outage
{
    private volatile TaskCompletionSource end = Ended();

    public void Begin() => end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void End() => end.TrySetResult();

    public Task WaitForEndAsync(CancellationToken cancellation) => end.Task.WaitAsync(cancellation);

    private static TaskCompletionSource Ended()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
