using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Live;

/// <summary>The stream behind the number in the navigation.</summary>
internal static class LiveEndpoints
{
    public const string Path = "/inbox/live";
    private const string CountEvent = "count";
    private const string BeatEvent = "beat";
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(3);

    // A stream ends after a while, so that entitlements and sessions that end are noticed.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Listen).RequireAuthorization("Reviewer").ExcludeFromDescription();

    private static IResult Listen(
        HttpContext context, InboxLive live, CurrentActor current, IHostApplicationLifetime host)
    {
        if (live.Listen(current.Actor) is not { } listener)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        // Proxies that gather an answer before they pass it on would hold every number back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(
            ReadAsync(listener, host.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        InboxLive.Listener listener, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var listening = listener;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        end.CancelAfter(Life);
        while (!end.IsCancellationRequested)
        {
            var (isOpen, count) = await NextAsync(listener.Counts, end.Token);
            if (!isOpen) break;
            yield return count is { } number
                ? new SseItem<string>(number.ToString(CultureInfo.InvariantCulture), CountEvent)
                {
                    ReconnectionInterval = ReconnectAfter,
                }
                : new SseItem<string>("", BeatEvent);
        }
    }

    private static async Task<(bool IsOpen, int? Count)> NextAsync(
        ChannelReader<int> counts, CancellationToken end)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(end);
        beat.CancelAfter(BeatEvery);
        try
        {
            return (true, await counts.ReadAsync(beat.Token));
        }
        catch (ChannelClosedException)
        {
            return (false, null);
        }
        catch (OperationCanceledException)
        {
            return (!end.IsCancellationRequested, null);
        }
    }
}
