using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Live;

/// <summary>The stream behind the numbers of a page: tasks in the navigation, messages in its head.</summary>
internal static class LiveEndpoints
{
    public const string Path = "/inbox/live";
    private const string CountEvent = "count";
    private const string UnreadEvent = "unread";
    private const string BeatEvent = "beat";
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(3);

    // A stream ends after a while, so that entitlements and sessions that end are noticed.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Listen).RequireAuthorization().ExcludeFromDescription();

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
            if (count is null) yield return new SseItem<string>("", BeatEvent);
            if (count is { Tasks: { } tasks }) yield return Item(CountEvent, tasks);
            if (count is { Unread: var unread }) yield return Item(UnreadEvent, unread);
        }
    }

    private static SseItem<string> Item(string name, int number) =>
        new(number.ToString(CultureInfo.InvariantCulture), name) { ReconnectionInterval = ReconnectAfter };

    private static async Task<(bool IsOpen, LiveCounts? Count)> NextAsync(
        ChannelReader<LiveCounts> counts, CancellationToken end)
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
