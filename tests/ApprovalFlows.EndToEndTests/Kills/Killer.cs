using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Ends the server at random moments of its work and looks at what it left behind.</summary>
internal sealed class Killer(
    ServerProcess server,
    Outage outage,
    Acknowledgements acknowledged,
    Func<IReadOnlyDictionary<string, int>, Task> examine,
    Random random)
{
    private const int LongestStep = 30;
    private const int LongestStart = 2000;

    /// <param name="kills">How often.</param>
    /// <param name="steps">How many acknowledgements the whole run will see.</param>
    /// <param name="cancellation">Ends the killing early.</param>
    public async Task RunAsync(int kills, int steps, CancellationToken cancellation)
    {
        var moments = Enumerable.Range(1, steps - 1).ToArray();
        random.Shuffle(moments);
        foreach (var moment in moments.Take(kills).Order().ToList())
        {
            await acknowledged.ReachAsync(moment, cancellation);
            await Task.Delay(random.Next(LongestStep), cancellation);
            await KillAsync(cancellation);
        }
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        outage.Begin();
        await server.KillAsync();
        await examine(acknowledged.Decisions);
        if (random.Next(5) == 0) await KillWhileStartingAsync(cancellation);
        await server.StartAsync(cancellation);
        outage.End();
    }

    private async Task KillWhileStartingAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(random.Next(LongestStart));
        try
        {
            await server.StartAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // That it is not ready yet is what was wanted.
        }

        await server.KillAsync();
    }
}
