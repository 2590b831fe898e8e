using System.Threading.Channels;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Live;
using ApprovalFlows.Core.Messages;

namespace ApprovalFlows.Web.Live;

/// <summary>What an open page shows of what waits; tasks only for those who hold a post.</summary>
public sealed record LiveCounts(int? Tasks, int Unread);

/// <summary>
/// Tells open pages how many tasks wait and how many messages are unread. One reader of the database per
/// node counts for everybody who listens here; what another node commits is seen like what this one does, at
/// the next look.
/// </summary>
public sealed class InboxLive(IServiceScopeFactory scopes, ILogger<InboxLive> log) : BackgroundService
{
    public const int MaxListeners = 2000;
    public const int MaxPerPerson = 6;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly List<Listener> listeners = [];

    /// <returns>Null when there are too many already.</returns>
    public Listener? Listen(Actor actor)
    {
        lock (gate)
        {
            if (listeners.Count >= MaxListeners) return null;
            // The page opened first gives way: browsers keep pages that nobody looks at.
            var own = listeners.Where(known => known.Actor.UserId == actor.UserId).ToList();
            foreach (var oldest in own.Take(own.Count - MaxPerPerson + 1)) Remove(oldest);
            var listener = new Listener(actor, Remove);
            listeners.Add(listener);
            return listener;
        }
    }

    public async Task LookAsync(CancellationToken cancellation = default)
    {
        List<Listener> now;
        lock (gate) now = [.. listeners];
        if (now.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var people = now.Select(listener => listener.Actor).DistinctBy(actor => actor.UserId).ToList();
        var tasks = await scope.ServiceProvider.GetRequiredService<OpenTaskCount>()
            .CountAsync([.. people.Where(actor => actor.Posts.Count > 0)], cancellation);
        var unread = await scope.ServiceProvider.GetRequiredService<MessageService>()
            .CountUnreadAsync([.. people.Select(actor => actor.UserId)], cancellation);
        foreach (var listener in now)
        {
            var id = listener.Actor.UserId;
            listener.Tell(new LiveCounts(
                tasks.TryGetValue(id, out var open) ? open : null, unread.GetValueOrDefault(id)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning(failure, "What waits could not be counted; it is tried again.");
            }
        }
    }

    private void Remove(Listener listener)
    {
        lock (gate) listeners.Remove(listener);
        listener.Close();
    }

    /// <summary>One open page.</summary>
    public sealed class Listener(Actor actor, Action<Listener> leave) : IDisposable
    {
        // Only the newest number matters; a slow browser never makes a queue.
        private readonly Channel<LiveCounts> counts = Channel.CreateBounded<LiveCounts>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        private LiveCounts? last;

        public Actor Actor => actor;

        public ChannelReader<LiveCounts> Counts => counts.Reader;

        public void Dispose() => leave(this);

        internal void Tell(LiveCounts count)
        {
            if (count == last) return;
            last = count;
            counts.Writer.TryWrite(count);
        }

        internal void Close() => counts.Writer.TryComplete();
    }
}
