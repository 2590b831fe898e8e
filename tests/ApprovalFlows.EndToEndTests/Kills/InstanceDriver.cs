using System.Net;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>
/// Starts an instance and sends it on, asking the other node whenever one does not answer. The
/// instance id that it chooses makes the start repeatable.
/// </summary>
internal sealed class InstanceDriver(NodePair nodes) : IDisposable
{
    private const int MaxAttempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    public async Task DriveAsync(string id, int number, CancellationToken cancellation)
    {
        await InsistAsync($"workflows/relay?workflowInstanceId={id}", HttpStatusCode.Conflict, number, cancellation);
        await InsistAsync($"workflows/relay/{id}/go", HttpStatusCode.NotFound, number + 1, cancellation);
    }

    public void Dispose() => client.Dispose();

    /// <param name="path">What to ask for.</param>
    /// <param name="done">The answer to a repetition of what was done already.</param>
    /// <param name="number">Which node to ask first.</param>
    /// <param name="cancellation">Ends the asking.</param>
    private async Task InsistAsync(
        string path, HttpStatusCode done, int number, CancellationToken cancellation)
    {
        var isRepeated = false;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                var address = new Uri(nodes.AddressOf(number + attempt), path);
                using var answer = await client.PostAsync(address, null, cancellation);
                if (answer.IsSuccessStatusCode) return;
                if (answer.StatusCode == done && isRepeated) return;
                if (answer.StatusCode is < HttpStatusCode.InternalServerError and not HttpStatusCode.Conflict)
                    throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
            }
            catch (Exception broken) when (IsOfTheNetwork(broken, cancellation))
            {
                // Nobody knows whether it was done.
            }

            isRepeated = true;
            await Task.Delay(Pause, cancellation);
        }

        throw new InvalidOperationException($"{path}: no answer after {MaxAttempts} attempts.");
    }

    private static bool IsOfTheNetwork(Exception broken, CancellationToken cancellation) =>
        broken is HttpRequestException or IOException
        || (broken is OperationCanceledException && !cancellation.IsCancellationRequested);
}
