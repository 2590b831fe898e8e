using System.Net;
using System.Text.Json;
using ApprovalFlows.EndToEndTests.Kills;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>Somebody who works at random on either node and lives with it when one is killed.</summary>
internal abstract class SimulatedPerson(NodePair nodes, string name, Tally tally, Random random) : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<int, ApiUser> users = [];

    protected string Name => name;
    protected Tally Tally => tally;
    protected Random Random => random;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await ActAsync(stop)) await Task.Delay(Breath, stop);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                // The node died under the request: whether it was done is for the database to tell.
                if (!stop.IsCancellationRequested) await Task.Delay(Breath, CancellationToken.None);
            }
        }
    }

    public void Dispose()
    {
        foreach (var user in users.Values) user.Dispose();
    }

    /// <returns>False when there was nothing to do.</returns>
    protected abstract Task<bool> ActAsync(CancellationToken stop);

    protected async Task<ApiUser> OnAsync(int node, CancellationToken stop)
    {
        if (users.TryGetValue(node, out var known)) return known;
        var user = new ApiUser(new HttpClient { BaseAddress = nodes.AddressOf(node) });
        await user.SignInAsync(name, stop);
        return users[node] = user;
    }

    protected Task<ApiUser> AnywhereAsync(CancellationToken stop) => OnAsync(random.Next(2), stop);

    /// <summary>Counts what was done; anything but a yes or a refusal with a sentence is a failure.</summary>
    protected bool Noted(string act, ApiAnswer answer)
    {
        if (answer.IsSuccess)
        {
            tally.Done(act);
            return true;
        }

        tally.Done("no " + act);
        var hasSentence = answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("detail", out _);
        var isRefusal = answer.Status is HttpStatusCode.Conflict or HttpStatusCode.Forbidden
            or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity;
        if (!isRefusal || !hasSentence) tally.Fail($"{name} {act}: {(int)answer.Status} {answer.Body}");
        return false;
    }

    protected JsonElement? Any(JsonElement list) =>
        list.GetArrayLength() is > 0 and var length ? list[random.Next(length)] : null;
}
